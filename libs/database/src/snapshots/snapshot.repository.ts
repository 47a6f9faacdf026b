import { type ChartDay, chartDay } from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { ArtistRecord } from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { createBatchLoader, queryRows } from '../connection/statements.js';
import { SnapshotFailureReason, TimeRange } from '../generated/enums.js';

/** The newest snapshot of Spotify's of a range. */
export interface NewestSnapshot {
  readonly day: string;
  /** Whether it or an older one of Spotify's is not empty. */
  readonly hadPlaces: boolean;
}

/** Spotify's list of one range, to be recorded. */
export interface RecordedList {
  readonly range: TimeRange;
  readonly artists: readonly ArtistRecord[];
  /** Whether Spotify had no more artists. */
  readonly complete: boolean;
}

/** A listener's schedule, and their newest snapshots. */
export interface ListenerSnapshotState {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  /** IANA name. */
  readonly timezone: string;
  readonly paused: boolean;
  /** When snapshots are due. Null while none are scheduled. */
  readonly dueAt: Date | null;
  /** Failed attempts since all snapshots of a day were last recorded. */
  readonly attempts: number;
  readonly newest: Readonly<Record<TimeRange, NewestSnapshot | null>>;
}

/** Computes the current chart day of a listener, in their time zone or another one. */
export function currentDay(state: ListenerSnapshotState, timezone = state.timezone): ChartDay {
  const days = Object.values(state.newest).flatMap((snapshot) => snapshot?.day ?? []);
  return chartDay(state.now, timezone, days.toSorted().at(-1) ?? null);
}

/** The outcome of the snapshot of one range and day. */
export interface RangeOutcome {
  readonly range: TimeRange;
  readonly recorded: boolean;
  /** Why an attempt failed the last time; null if none did. */
  readonly failure: SnapshotFailureReason | null;
  /** When the listener's snapshots are attempted next. Null if no time is set or it has passed. */
  readonly retryAt: Date | null;
}

const recordedRow = z.object({ range: z.enum(TimeRange) });

const outcomeRows = z.array(
  z.object({
    range: z.enum(TimeRange),
    recorded: z.boolean(),
    failure: z.enum(SnapshotFailureReason).nullable(),
    retryAt: z.date().nullable(),
  }),
);

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

/** Records and reads snapshots and failures. Every method is one atomic statement. */
@Injectable()
export class SnapshotRepository {
  private readonly states = createBatchLoader((listenerIds: readonly number[]) =>
    this.loadStates(listenerIds),
  );

  constructor(private readonly database: Database) {}

  /** Reads a listener's schedule and newest snapshots; null if they have been deleted. */
  readState(listenerId: number): Promise<ListenerSnapshotState | null> {
    return this.states.load(listenerId);
  }

  /**
   * Records a listener's snapshots of a day with their artists. Spotify's first snapshot of a range and day stays, and
   * takes the place of reconstructed ones from that day on. `takenAt` defaults to PostgreSQL's current time. Raw: Prisma
   * cannot call `save_artists` within the insert. If lists describe an artist differently, the last list counts.
   *
   * @returns the ranges that had no snapshot of Spotify's of the day yet
   */
  async record(
    snapshot: { readonly listenerId: number; readonly day: string; readonly takenAt?: Date },
    lists: readonly RecordedList[],
  ): Promise<TimeRange[]> {
    if (lists.length === 0) return [];
    const { listenerId, day, takenAt = null } = snapshot;
    // One call saves all artists, each once, so that their rows are locked in one order. Lists refer to positions from 1.
    const artists = new Map(lists.flatMap((list) => list.artists).map((artist) => [artist.id, artist]));
    const positions = new Map([...artists.keys()].map((id, index) => [id, index + 1]));
    const places = lists.map((list) => ({
      range: list.range,
      complete: list.complete,
      saved: list.artists.map(({ id }) => positions.get(id)),
    }));
    const rows = await queryRows(this.database.pool, recordedRow, {
      name: 'record-snapshots',
      text: `WITH replaced AS (
               DELETE FROM snapshot USING jsonb_to_recordset($5) AS list (range "TimeRange")
               WHERE listener_id = $1 AND snapshot.range = list.range AND day > $2 AND source = 'RECONSTRUCTED')
             INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
             SELECT $1, list.range, $2, list.complete, coalesce($3, clock_now()),
                    ARRAY(SELECT artist.ids[place.saved] FROM unnest(list.saved) WITH ORDINALITY AS place (saved, rank)
                          ORDER BY place.rank)
             FROM (SELECT save_artists($4) AS ids) AS artist
             CROSS JOIN jsonb_to_recordset($5) AS list (range "TimeRange", complete boolean, saved integer[])
             ON CONFLICT (listener_id, range, day) DO UPDATE
             SET source = excluded.source, complete = excluded.complete, taken_at = excluded.taken_at,
                 artist_ids = excluded.artist_ids
             WHERE snapshot.source = 'RECONSTRUCTED'
             RETURNING range`,
      values: [listenerId, day, takenAt, JSON.stringify([...artists.values()]), JSON.stringify(places)],
    });
    return rows.map(({ range }) => range);
  }

  /**
   * Records why a snapshot was not taken. The last reason of a day counts. `takenAt` defaults to PostgreSQL's current
   * time.
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

  /**
   * Reads the outcomes of a day's snapshots for all three ranges, in the order of the enum.
   *
   * @param since ignores failures before this time, by PostgreSQL's clock
   */
  async readOutcomes(listenerId: number, day: string, since: Date): Promise<RangeOutcome[]> {
    const rows: unknown = await this.database.prisma.$queryRaw`
      SELECT each.range, snapshot.day IS NOT NULL AS recorded, snapshot_failure.reason AS failure,
             (SELECT due_at FROM snapshot_schedule
              WHERE listener_id = ${listenerId} AND due_at > clock_now()) AS "retryAt"
      FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
      LEFT JOIN snapshot ON snapshot.listener_id = ${listenerId}
        AND snapshot.range = each.range AND snapshot.day = ${day}::date AND snapshot.source = 'SPOTIFY'
      LEFT JOIN snapshot_failure ON snapshot_failure.listener_id = ${listenerId}
        AND snapshot_failure.range = each.range AND snapshot_failure.day = ${day}::date
        AND snapshot_failure.failed_at >= ${since}::timestamptz
      ORDER BY each.range`;
    return outcomeRows.parse(rows);
  }

  private async loadStates(listenerIds: readonly number[]): Promise<(ListenerSnapshotState | null)[]> {
    // Raw: finds the newest snapshot of each range by the index, for many listeners at once.
    const rows = await queryRows(
      this.database.pool,
      stateRow,
      `
      SELECT listener.id, clock_now() AS now, timezone, snapshots_paused AS paused,
             due_at AS "dueAt", coalesce(attempts, 0) AS attempts,
             (SELECT coalesce(jsonb_object_agg(range, jsonb_build_object('day', day, 'hadPlaces', coalesce((
                       SELECT true FROM snapshot AS any_day
                       WHERE any_day.listener_id = listener.id AND any_day.range = each.range
                         AND any_day.source = 'SPOTIFY' AND cardinality(any_day.artist_ids) > 0
                       ORDER BY any_day.day DESC LIMIT 1), false))), '{}')
              FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
              CROSS JOIN LATERAL (
                SELECT day, source FROM snapshot
                WHERE listener_id = listener.id AND snapshot.range = each.range
                ORDER BY day DESC LIMIT 1) AS last
              WHERE last.source = 'SPOTIFY') AS newest
      FROM listener LEFT JOIN snapshot_schedule ON snapshot_schedule.listener_id = listener.id
      WHERE listener.id = ANY($1::int[])`,
      [listenerIds],
    );
    const byListener = new Map(rows.map(({ id, ...state }) => [id, state]));
    return listenerIds.map((id) => byListener.get(id) ?? null);
  }
}
