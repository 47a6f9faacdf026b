import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable } from '../connection/transaction.js';
import { type GapReason, TimeRange } from '../generated/enums.js';
import { changeSettings, type SettingsChange } from '../listeners/change-settings.js';
import { readCoverages, type StoredCoverage } from '../snapshots/read-coverage.js';
import { HistoryTooLargeError } from './history-too-large.error.js';
import type { AddedLines, LineBatch } from './imported-line.js';
import { type AccountedGap, countStagedGaps, moveLines, prepareImport } from './move-lines.js';
import { historySize, MOST_ARTISTS, MOST_ARTIST_BYTES } from './history-size.js';
import { stageLines } from './stage-lines.js';
import { takeTurn } from './take-turn.js';

/** A whole file, as it goes into the database. */
export interface ReceivedFile {
  readonly batches: AsyncIterable<LineBatch>;
  readonly change: SettingsChange;
  /** The gaps that follow from what is stored of one range. */
  readonly gapsOf: (
    stored: StoredCoverage,
  ) => readonly { readonly day: string; readonly reason: GapReason }[];
}

/** Takes in what listeners bring. */
@Injectable()
export class ImportRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a file's lines to the listener's history, together with its change of settings. All of it, or nothing if
   * anything fails.
   *
   * @returns null where there is no such listener
   * @throws {AlreadyUnderWayError}
   * @throws {HistoryTooLargeError}
   */
  run(listenerId: number, { batches, change, gapsOf }: ReceivedFile): Promise<AddedLines | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await takeTurn(client, 'import', listenerId);
      await prepareImport(client);
      await stageLines(client, batches);
      // A deletion of the account waits for this import, or has happened already.
      const { rowCount } = await client.query('SELECT FROM listener WHERE id = $1 FOR KEY SHARE', [
        listenerId,
      ]);
      if (rowCount === 0) return null;
      const gaps = () => accountedGaps(client, listenerId, gapsOf);
      const before = await gaps();
      const added = await moveLines(client, listenerId, before);
      await changeSettings(client, listenerId, change);
      const known = new Set(before.map(nameOf));
      const newGaps = (await gaps()).filter((gap) => !known.has(nameOf(gap)));
      const size = await historySize(client, listenerId);
      if (size.artists > MOST_ARTISTS || size.bytes > MOST_ARTIST_BYTES) throw new HistoryTooLargeError();
      return { ...added, gap: await countStagedGaps(client, newGaps) };
    });
  }
}

async function accountedGaps(
  client: Queryable,
  listenerId: number,
  gapsOf: ReceivedFile['gapsOf'],
): Promise<AccountedGap[]> {
  const questions = Object.values(TimeRange).map((range) => ({ listenerId, range }));
  const coverageOf = await readCoverages(client, questions);
  return questions.flatMap((question) => {
    const stored = coverageOf(question);
    return stored ? gapsOf(stored).map(({ day, reason }) => ({ range: question.range, day, reason })) : [];
  });
}

function nameOf({ range, day, reason }: AccountedGap): string {
  return `${range} ${day} ${reason}`;
}
