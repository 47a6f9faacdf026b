import { setImmediate } from 'node:timers/promises';
import {
  type Agreement,
  agreement,
  type ChartDay,
  chartDay,
  daySimilarities,
  History,
  type PlayCounts,
  previousDay,
  reconstruct,
  WINDOW_DAYS,
} from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { analyzeArtists } from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { allowLongStatements } from '../connection/long-statements.js';
import { avoidNestedLoops, inTransaction, type Queryable, queryRows } from '../connection/statements.js';
import { TimeRange } from '../generated/enums.js';
import { packedSnapshots, packRow, unpackHistory } from '../histories/packed-history.js';
import { checkHistorySize, lockTransfer } from '../portability/transfer-limits.js';
import {
  deleteDisplacedSnapshots,
  deleteReconstructedSnapshots,
  deleteUnusedImports,
} from '../snapshots/sources.js';
import { findKnownArtists } from './known-artists.js';
import { ReconstructedLists, type StoredArtists } from './reconstructed-lists.js';

/** Lists per statement, and between two turns of the event loop. */
const BATCH_SIZE = 200;
const TURN_SIZE = 50;

const ranges = Object.values(TimeRange);

const listenerRow = z.object({ timezone: z.string(), now: z.date() });

/** What an import of a listening history stored. */
export interface StoredReconstruction {
  /** The first and the last reconstructed day of any range. Null if there is none. */
  readonly from: ChartDay | null;
  readonly to: ChartDay | null;
  /** The number of reconstructed days of each range. */
  readonly reconstructed: Readonly<Record<TimeRange, number>>;
  readonly artists: StoredArtists;
  /** Ranges without a day to compare are left out. */
  readonly agreement: readonly ({ readonly range: TimeRange } & Agreement)[];
}

/** Stores the lists that are reconstructed from imported listening histories. */
@Injectable()
export class ListeningHistoryRepository {
  constructor(private readonly database: Database) {}

  /**
   * Replaces the listener's reconstructed days by those of a listening history, in one transaction. Lists are computed and
   * stored batch by batch, so that memory does not grow with days.
   *
   * @param depth the most artists of a list
   * @returns null if the listener does not exist
   * @throws {TransferInProgressError}
   * @throws {HistoryTooLargeError}
   */
  replace(listenerId: number, counts: PlayCounts, depth: number): Promise<StoredReconstruction | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await lockTransfer(client, 'import', listenerId);
      await allowLongStatements(client);
      await avoidNestedLoops(client);
      // From here on a deletion of the account waits for this import.
      const [listener] = await queryRows(
        client,
        listenerRow,
        'SELECT timezone, clock_now() AS now FROM listener WHERE id = $1 FOR KEY SHARE',
        [listenerId],
      );
      if (!listener) return null;
      return this.store(client, listenerId, { ...listener, counts, depth });
    });
  }

  private async store(
    client: Queryable,
    listenerId: number,
    given: { timezone: string; now: Date; counts: PlayCounts; depth: number },
  ): Promise<StoredReconstruction> {
    const { timezone, now, counts, depth } = given;
    // A worker that links artists waits for these rows, and afterwards finds those that replace them.
    await client.query('SELECT FROM artist_link WHERE listener_id = $1 ORDER BY artist_id FOR UPDATE', [
      listenerId,
    ]);
    const recorded = await readRecorded(client, listenerId);
    const known = await findKnownArtists(client, { listenerId, timezone }, Object.values(recorded));
    await deleteReconstructedSnapshots(client, listenerId);
    const lists = new ReconstructedLists(client, listenerId, counts, known);
    const yesterday = previousDay(chartDay(now, timezone, newestDay(Object.values(recorded))));
    const days: ChartDay[] = [];
    const stored = { SHORT_TERM: 0, MEDIUM_TERM: 0, LONG_TERM: 0 };
    const agreements: ({ range: TimeRange } & Agreement)[] = [];
    for (const range of ranges) {
      const options = { windowDays: WINDOW_DAYS[range], depth };
      const firstDay = recorded[range].size > 0 ? recorded[range].day(0) : null;
      const lastDay = firstDay !== null && firstDay <= yesterday ? previousDay(firstDay) : yesterday;
      for await (const batch of batches(reconstruct(counts, { ...options, lastDay }), BATCH_SIZE)) {
        await lists.add(range, now, batch);
        stored[range] += batch.length;
        for (const { day } of [batch[0], batch.at(-1)].filter((list) => list !== undefined)) days.push(day);
      }
      const similarities: number[] = [];
      const compared = daySimilarities(counts, recorded[range], { ...options, keyOf: lists.keyOf });
      for await (const batch of batches(compared, TURN_SIZE)) similarities.push(...batch);
      const agreed = agreement(similarities);
      if (agreed) agreements.push({ range, ...agreed });
    }
    const artists = await lists.finish();
    await client.query(
      `INSERT INTO listening_history (listener_id, imported_at, plays, agreement) VALUES ($1, $2, $3, $4)
       ON CONFLICT (listener_id) DO UPDATE
       SET imported_at = excluded.imported_at, plays = excluded.plays, agreement = excluded.agreement`,
      [listenerId, now, counts.plays, JSON.stringify(agreements)],
    );
    await deleteDisplacedSnapshots(client, listenerId);
    await deleteUnusedImports(client, listenerId);
    await checkHistorySize(client, listenerId);
    await analyzeArtists(client);
    days.sort();
    const [from, to] = [days[0] ?? null, days.at(-1) ?? null];
    return { from, to, reconstructed: stored, artists, agreement: agreements };
  }
}

/** Reads Spotify's lists of each range. */
async function readRecorded(client: Queryable, listenerId: number): Promise<Record<TimeRange, History>> {
  const recorded = {
    SHORT_TERM: History.EMPTY,
    MEDIUM_TERM: History.EMPTY,
    LONG_TERM: History.EMPTY,
  };
  for (const range of ranges) {
    const rows = await queryRows(client, packRow, {
      text: packedSnapshots("listener_id = $1 AND range = $2 AND source = 'SPOTIFY'"),
      values: [listenerId, range],
    });
    recorded[range] = new History(unpackHistory(rows));
  }
  return recorded;
}

function newestDay(histories: readonly History[]): ChartDay | null {
  const days = histories.flatMap((history) => (history.size > 0 ? [history.day(history.size - 1)] : []));
  return days.sort().at(-1) ?? null;
}

/** Collects items in batches. Lets other work of the process run in between. */
async function* batches<Item>(items: Iterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length % TURN_SIZE === 0) await setImmediate();
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
