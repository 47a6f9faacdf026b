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
   * Records a snapshot with its artists. The first of a day stays.
   *
   * @param takenAt by default now, by PostgreSQL's clock
   * @returns false when there was one already
   */
  async record(
    snapshot: {
      readonly listenerId: number;
      readonly range: TimeRange;
      readonly day: string;
      readonly takenAt?: Date;
    },
    list: { readonly artists: readonly ArtistRecord[]; readonly complete: boolean },
  ): Promise<boolean> {
    const { listenerId, range, day, takenAt = null } = snapshot;
    // Of all statements this is the one that every snapshot costs: it is planned once for each connection.
    const { rowCount } = await this.database.pool.query({
      name: 'record-snapshot',
      text: `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
             VALUES ($1, $2, $3, $4, coalesce($5, clock_now()), save_artists($6))
             ON CONFLICT DO NOTHING`,
      values: [listenerId, range, day, list.complete, takenAt, JSON.stringify(list.artists)],
    });
    return rowCount === 1;
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
