import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { describedArtist } from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import { inTransaction, type Queryable } from '../connection/transaction.js';
import { HistoryTooLargeError } from '../errors.js';
import { type GapReason, TimeRange } from '../generated/enums.js';
import { changeSettings, type SettingsChange } from '../listeners/settings.repository.js';
import { readCoverages, type StoredCoverage } from '../snapshots/coverage.repository.js';
import type { AddedLines, LineBatch } from './imported-line.js';
import {
  type AccountedGap,
  countStagedGaps,
  IMPORT_LIMITS,
  moveLines,
  prepareImport,
  stageLines,
} from './move-lines.js';
import { takeTurn } from './take-turn.js';

/** How many artists a history may name after an import, and how many bytes their lines in an export may take. */
const MOST_ARTISTS = 100_000;
const MOST_ARTIST_BYTES = 48 * 1024 * 1024;

/** JSON around an artist's id, name and image. */
const LINE_BYTES = 100;

const SIZE = `
  SELECT count(*)::int AS artists,
         coalesce(sum(${LINE_BYTES} + octet_length(to_json(name)::text) + coalesce(octet_length("imageUrl"), 0)), 0)::float8 AS bytes
  FROM (SELECT DISTINCT unnest(artist_ids) AS artist_id FROM snapshot WHERE listener_id = $1) AS own,
       ${describedArtist('own.artist_id', '$1')}`;

const sizeRow = z.object({ artists: z.int(), bytes: z.number() });

/** A whole file to be imported. */
export interface ReceivedFile {
  readonly batches: AsyncIterable<LineBatch>;
  readonly change: SettingsChange;
  /** The gaps that follow from what is stored of one range. */
  readonly gapsOf: (
    stored: StoredCoverage,
  ) => readonly { readonly day: string; readonly reason: GapReason }[];
}

/** Stores imports. */
@Injectable()
export class ImportRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a file's lines to the listener's history and makes its change of settings: all of it, or nothing.
   *
   * @returns null if there is no such listener
   * @throws {AlreadyUnderWayError}
   * @throws {HistoryTooLargeError}
   */
  run(listenerId: number, { batches, change, gapsOf }: ReceivedFile): Promise<AddedLines | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await takeTurn(client, 'import', listenerId);
      await prepareImport(client);
      await stageLines(client, batches);
      // A deletion of the account waits for this import from here on.
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
  const keys = Object.values(TimeRange).map((range) => ({ listenerId, range }));
  const coverages = await readCoverages(client, keys);
  return coverages.flatMap((stored, index) => {
    const range = keys[index]?.range;
    return stored && range ? gapsOf(stored).map(({ day, reason }) => ({ range, day, reason })) : [];
  });
}

function nameOf({ range, day, reason }: AccountedGap): string {
  return `${range} ${day} ${reason}`;
}

/** The size of a listener's history in an export, without snapshots and gaps, whose number is limited by the days. */
async function historySize(client: Queryable, listenerId: number): Promise<z.output<typeof sizeRow>> {
  const statement = { text: SIZE, values: [listenerId], ...IMPORT_LIMITS };
  const [size] = await queryRows(client, sizeRow, statement);
  return size ?? { artists: 0, bytes: 0 };
}
