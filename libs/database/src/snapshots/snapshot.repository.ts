import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import type { SnapshotFailureReason, TimeRange } from '../generated/client.js';
import type { ArtistRecord } from '../top-lists/artist-record.js';
import type { NewestSnapshot, SnapshotSituation } from './situation.js';

interface SituationRow extends Omit<SnapshotSituation, 'newest'> {
  readonly newest: Partial<Record<TimeRange, NewestSnapshot>>;
}

/** Records snapshots and what kept them from being taken. Every method is one statement: all of it is kept, or nothing. */
@Injectable()
export class SnapshotRepository {
  constructor(private readonly database: Database) {}

  /** Where a listener stands before their snapshots are taken; null when the listener does not exist any more. */
  async situation(listenerId: number): Promise<SnapshotSituation | null> {
    const rows = await this.database.prisma.$queryRaw<SituationRow[]>`
      SELECT clock_now() AS now, timezone, snapshots_paused AS paused,
             coalesce((SELECT attempts FROM snapshot_schedule WHERE listener_id = id), 0) AS attempts,
             (SELECT coalesce(jsonb_object_agg(range, jsonb_build_object('day', day, 'places', cardinality(artist_ids))), '{}')
              FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
              CROSS JOIN LATERAL (
                SELECT day, artist_ids FROM snapshot
                WHERE listener_id = listener.id AND snapshot.range = each.range
                ORDER BY day DESC LIMIT 1) AS last) AS newest
      FROM listener WHERE id = ${listenerId}`;
    const row = rows[0];
    if (!row) return null;
    const { SHORT_TERM = null, MEDIUM_TERM = null, LONG_TERM = null } = row.newest;
    return { ...row, newest: { SHORT_TERM, MEDIUM_TERM, LONG_TERM } };
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
    const recorded = await this.database.prisma.$executeRaw`
      INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
      SELECT ${listenerId}, ${range}::"TimeRange", ${day}::date, ${list.complete},
             coalesce(${takenAt}::timestamptz, clock_now()), save_artists(${JSON.stringify(list.artists)}::jsonb)
      ON CONFLICT DO NOTHING`;
    return recorded === 1;
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
    await this.database.prisma.$executeRaw`
      INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
      VALUES (${listenerId}, ${range}::"TimeRange", ${day}::date, ${reason}::"SnapshotFailureReason",
              coalesce(${takenAt}::timestamptz, clock_now()))
      ON CONFLICT (listener_id, range, day) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at`;
  }
}
