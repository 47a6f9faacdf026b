import { Injectable } from '@nestjs/common';
import { analyzeArtists } from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable } from '../connection/statements.js';
import { type GapReason, TimeRange } from '../generated/enums.js';
import { changeSettings, type SettingsChange } from '../listeners/settings.repository.js';
import { readCoverages, type StoredCoverage } from '../snapshots/coverage.repository.js';
import { checkHistorySize, lockTransfer } from './transfer-limits.js';
import {
  type AddedLines,
  countStagedGaps,
  type GapOfRange,
  type LineBatch,
  moveLines,
  stageLines,
} from './staged-lines.js';
import type { ListeningHistorySummary } from './staged-reconstruction.js';

/** A complete file to import. */
export interface ReceivedFile {
  readonly batches: AsyncIterable<LineBatch>;
  readonly change: SettingsChange;
  /** The summary of the listening history that the reconstructed snapshots come from. Null if the file has none. */
  readonly listeningHistory: ListeningHistorySummary | null;
  /** Computes the gaps that follow from what is stored about one range. */
  readonly computeGaps: (
    stored: StoredCoverage,
  ) => readonly { readonly day: string; readonly reason: GapReason }[];
}

/** Stores imports. */
@Injectable()
export class ImportRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a file's lines to the listener's history and changes the settings, in one transaction.
   *
   * @returns null if the listener does not exist
   * @throws {TransferInProgressError}
   * @throws {HistoryTooLargeError}
   */
  run(listenerId: number, file: ReceivedFile): Promise<AddedLines | null> {
    const { batches, change, listeningHistory, computeGaps } = file;
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await lockTransfer(client, 'import', listenerId);
      await stageLines(client, batches);
      // From here on a deletion of the account waits for this import.
      const { rowCount } = await client.query('SELECT FROM listener WHERE id = $1 FOR KEY SHARE', [
        listenerId,
      ]);
      if (rowCount === 0) return null;
      // The worker that links artists locks these rows before the snapshots that it rewrites.
      await client.query('SELECT FROM artist_link WHERE listener_id = $1 ORDER BY artist_id FOR UPDATE', [
        listenerId,
      ]);
      const before = await readGaps(client, listenerId, computeGaps);
      const added = await moveLines(client, listenerId, before, listeningHistory);
      await changeSettings(client, listenerId, change);
      const after = await readGaps(client, listenerId, computeGaps);
      const namesBefore = new Set(before.map(gapName));
      const newGaps = after.filter((gap) => !namesBefore.has(gapName(gap)));
      await checkHistorySize(client, listenerId);
      await analyzeArtists(client);
      return { ...added, gap: await countStagedGaps(client, newGaps) };
    });
  }
}

async function readGaps(
  client: Queryable,
  listenerId: number,
  computeGaps: ReceivedFile['computeGaps'],
): Promise<GapOfRange[]> {
  const keys = Object.values(TimeRange).map((range) => ({ listenerId, range }));
  const coverages = await readCoverages(client, keys);
  return coverages.flatMap((stored, index) => {
    const range = keys[index]?.range;
    return stored && range ? computeGaps(stored).map(({ day, reason }) => ({ range, day, reason })) : [];
  });
}

function gapName({ range, day, reason }: GapOfRange): string {
  return `${range} ${day} ${reason}`;
}
