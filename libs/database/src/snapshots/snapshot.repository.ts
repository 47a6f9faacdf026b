import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { ArtistRecord } from '../artists/artist-record.js';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import type { SnapshotFailureReason, TimeRange } from '../generated/client.js';

/** The newest snapshot of a range. */
export interface NewestSnapshot {
  readonly day: string;
  /** It or an older one is not empty. */
  readonly hadPlaces: boolean;
}

/** What Spotify answered for one range. */
export interface RecordedList {
  readonly range: TimeRange;
  readonly artists: readonly ArtistRecord[];
  /** Whether Spotify named every artist that it has. */
  readonly complete: boolean;
}

/** A listener's state before their snapshots are taken. */
export interface ListenerSnapshotState {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  /** IANA name. */
  readonly timezone: string;
  readonly paused: boolean;
  /** When snapshots are due. Null while none are scheduled. */
  readonly dueAt: Date | null;
  /** Attempts since something was last recorded. */
  readonly attempts: number;
  readonly newest: Readonly<Record<TimeRange, NewestSnapshot | null>>;
}

const recordedRow = z.object({ range: z.enum(['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM']) });

const newest = z.object({ day: z.string(), hadPlaces: z.boolean() }).nullable().default(null);

const stateRow = z.object({
  id: z.int(),
  now: z.date(),
  timezone: z.string(),
  paused: z.boolean(),
  dueAt: z.date().nullable(),
  attempts: z.int(),
  newest: z.object({ SHORT_TERM: newest, MEDIUM_TERM: newest, LONG_TERM: newest }),
});

/** Records snapshots and failures. Every method is one statement, and so atomic. */
@Injectable()
export class SnapshotRepository {
  private readonly states = createBatchLoader((listenerIds: readonly number[]) =>
    this.loadStates(listenerIds),
  );

  constructor(private readonly database: Database) {}

  /** Reads a listener's state before their snapshots are taken; null if the listener has been deleted. */
  readState(listenerId: number): Promise<ListenerSnapshotState | null> {
    return this.states.load(listenerId);
  }

  /**
   * Records a listener's snapshots of a day with their artists. The first of a range and day stays. Raw: Prisma cannot
   * call `save_artists` within the insert, and every listener costs this statement, so it is prepared once per connection.
   *
   * `takenAt` is by default now, by PostgreSQL's clock.
   *
   * @returns the ranges that were recorded; those that had their snapshot are left out
   */
  async record(
    snapshot: { readonly listenerId: number; readonly day: string; readonly takenAt?: Date },
    lists: readonly RecordedList[],
  ): Promise<TimeRange[]> {
    if (lists.length === 0) return [];
    const { listenerId, day, takenAt = null } = snapshot;
    // The artists of all lists are saved by one call, which locks their rows in one order.
    const artists = lists.flatMap((list) => list.artists);
    let saved = 0;
    const places = lists.map(({ range, complete, artists: { length } }) => {
      const first = saved + 1;
      saved += length;
      return { range, complete, first, last: saved };
    });
    const rows = await queryRows(this.database.pool, recordedRow, {
      name: 'record-snapshots',
      text: `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
             SELECT $1, list.range, $2, list.complete, coalesce($3, clock_now()), saved.ids[list.first:list.last]
             FROM (SELECT save_artists($4) AS ids) AS saved
             CROSS JOIN jsonb_to_recordset($5)
               AS list (range "TimeRange", complete boolean, first integer, last integer)
             ON CONFLICT DO NOTHING
             RETURNING range`,
      values: [listenerId, day, takenAt, JSON.stringify(artists), JSON.stringify(places)],
    });
    return rows.map(({ range }) => range);
  }

  /**
   * Records why a snapshot was not taken. The last reason of a day counts.
   *
   * `takenAt` is when it would have been taken: by default now, by PostgreSQL's clock.
   */
  async recordFailure(
    snapshot: {
      readonly listenerId: number;
      readonly range: TimeRange;
      readonly day: string;
      readonly takenAt?: Date;
    },
    reason: SnapshotFailureReason,
  ): Promise<void> {
    const { listenerId, range, day, takenAt = null } = snapshot;
    await this.database.prisma.$executeRaw`
      INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
      VALUES (${listenerId}, ${range}::"TimeRange", ${day}::date, ${reason}::"SnapshotFailureReason",
              coalesce(${takenAt}::timestamptz, clock_now()))
      ON CONFLICT (listener_id, range, day) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at`;
  }

  private async loadStates(listenerIds: readonly number[]): Promise<(ListenerSnapshotState | null)[]> {
    // Raw: the newest snapshot of each range by one index step, for many listeners in one statement.
    const rows = await queryRows(
      this.database.pool,
      stateRow,
      `
      SELECT listener.id, clock_now() AS now, timezone, snapshots_paused AS paused,
             due_at AS "dueAt", coalesce(attempts, 0) AS attempts,
             (SELECT coalesce(jsonb_object_agg(range, jsonb_build_object('day', day, 'hadPlaces', EXISTS (
                       SELECT FROM snapshot AS any_day
                       WHERE any_day.listener_id = listener.id AND any_day.range = each.range
                         AND cardinality(any_day.artist_ids) > 0))), '{}')
              FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
              CROSS JOIN LATERAL (
                SELECT day, artist_ids FROM snapshot
                WHERE listener_id = listener.id AND snapshot.range = each.range
                ORDER BY day DESC LIMIT 1) AS last) AS newest
      FROM listener LEFT JOIN snapshot_schedule ON snapshot_schedule.listener_id = listener.id
      WHERE listener.id = ANY($1::int[])`,
      [listenerIds],
    );
    const found = new Map(rows.map(({ id, ...state }) => [id, state]));
    return listenerIds.map((id) => found.get(id) ?? null);
  }
}
