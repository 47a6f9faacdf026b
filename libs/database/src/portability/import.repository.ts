import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { artistOfListener } from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable, queryRows } from '../connection/statements.js';
import { HistoryTooLargeError } from '../errors.js';
import { type GapReason, TimeRange } from '../generated/enums.js';
import { changeSettings, type SettingsChange } from '../listeners/settings.repository.js';
import { readCoverages, type StoredCoverage } from '../snapshots/coverage.repository.js';
import {
  type AddedLines,
  countStagedGaps,
  type GapOfRange,
  IMPORT_TIMEOUTS,
  type LineBatch,
  moveLines,
  stageLines,
} from './staged-lines.js';
import type { ListeningHistorySummary } from './staged-reconstruction.js';
import { lockTransfer } from './transfer-lock.js';

/** Limits of a history after an import: its artists, and the bytes of their lines in an export. */
const MAX_ARTISTS = 100_000;
const MAX_ARTIST_BYTES = 48 * 1024 * 1024;

/** The bytes of JSON around an artist's id, name and image. */
const LINE_BYTES = 100;

const SIZE = `
  SELECT count(*)::int AS artists,
         coalesce(sum(${LINE_BYTES} + octet_length(to_json(name)::text) + coalesce(octet_length(images -> 0 ->> 'url'), 0)), 0)::float8 AS bytes
  FROM (SELECT DISTINCT unnest(artist_ids) AS artist_id FROM snapshot WHERE listener_id = $1) AS own,
       ${artistOfListener('own.artist_id', '$1')}`;

const sizeRow = z.object({ artists: z.int(), bytes: z.number() });

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
      const before = await readGaps(client, listenerId, computeGaps);
      const added = await moveLines(client, listenerId, before, listeningHistory);
      await changeSettings(client, listenerId, change);
      const after = await readGaps(client, listenerId, computeGaps);
      const namesBefore = new Set(before.map(gapName));
      const newGaps = after.filter((gap) => !namesBefore.has(gapName(gap)));
      const size = await readHistorySize(client, listenerId);
      if (size.artists > MAX_ARTISTS || size.bytes > MAX_ARTIST_BYTES) throw new HistoryTooLargeError();
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

/** Reads the size of a history in an export, without snapshots and gaps: the days limit their number. */
async function readHistorySize(client: Queryable, listenerId: number): Promise<z.output<typeof sizeRow>> {
  const statement = { text: SIZE, values: [listenerId], ...IMPORT_TIMEOUTS };
  const [size] = await queryRows(client, sizeRow, statement);
  return size ?? { artists: 0, bytes: 0 };
}
