import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import type { SnapshotFailureReason, TimeRange } from '../generated/client.js';
import type { ArtistRecord } from '../artists/artist-record.js';
import type { NewestSnapshot, SnapshotSituation } from './situation.js';

interface SituationRow extends Omit<SnapshotSituation, 'newest'> {
  readonly id: number;
  readonly newest: Partial<Record<TimeRange, NewestSnapshot>>;
}

/** What Spotify answered for one range. */
export interface RecordedList {
  readonly range: TimeRange;
  readonly artists: readonly ArtistRecord[];
  /** Whether Spotify named every artist that it has. */
  readonly complete: boolean;
}

/** Records snapshots and what kept them from being taken. Every method is one statement: all of it is kept, or nothing. */
@Injectable()
export class SnapshotRepository {
  private readonly situations = new Together((listenerIds: readonly number[]) =>
    this.readSituations(listenerIds),
  );

  constructor(private readonly database: Database) {}

  /**
   * Where a listener stands before their snapshots are taken; null when the listener does not exist any more. Those
   * asked for at the same time are looked up together.
   */
  situation(listenerId: number): Promise<SnapshotSituation | null> {
    return this.situations.ask(listenerId);
  }

  /**
   * Records a listener's snapshots of a day with their artists. The first of a range and day stays.
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
    // Of all statements this is the one that every listener costs each day: it is planned once for each connection.
    const { rows } = await this.database.pool.query<{ range: TimeRange }>({
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
   * Notes why a snapshot was not taken; the last reason of a day counts.
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
    await this.database.sql`
      INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
      VALUES (${listenerId}, ${range}::"TimeRange", ${day}::date, ${reason}::"SnapshotFailureReason",
              coalesce(${takenAt}::timestamptz, clock_now()))
      ON CONFLICT (listener_id, range, day) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at`;
  }

  private async readSituations(
    listenerIds: readonly number[],
  ): Promise<(listenerId: number) => SnapshotSituation | null> {
    const rows = await this.database.sql<SituationRow[]>`
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
      WHERE listener.id = ANY(${listenerIds}::int[])`;
    const found = new Map(rows.map(({ id, ...row }) => [id, situationOf(row)]));
    return (listenerId) => found.get(listenerId) ?? null;
  }
}

function situationOf({ newest, ...rest }: Omit<SituationRow, 'id'>): SnapshotSituation {
  const { SHORT_TERM = null, MEDIUM_TERM = null, LONG_TERM = null } = newest;
  return { ...rest, newest: { SHORT_TERM, MEDIUM_TERM, LONG_TERM } };
}
