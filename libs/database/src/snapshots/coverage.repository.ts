import type { Interruption, RecordedFailure } from '#charts';
import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import type { SnapshotFailureReason, TimeRange } from '../generated/client.js';

/** What is stored about the days of one listener and range; what it means is for the chart arithmetic. */
export interface StoredCoverage {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  readonly timezone: string;
  readonly paused: boolean;
  readonly firstDay: string;
  /** The newest day with a snapshot of any range. */
  readonly newestDay: string | null;
  /** When the listener's snapshots are due next; null while none are to be taken. */
  readonly dueAt: Date | null;
  /** In order. */
  readonly recordedDays: readonly string[];
  readonly failures: readonly RecordedFailure<SnapshotFailureReason>[];
  readonly interruptions: readonly Interruption[];
  readonly skippedDays: readonly string[];
}

interface StoredRow extends Omit<StoredCoverage, 'interruptions'> {
  readonly interruptions: readonly { kind: Interruption['kind']; beganAt: string; endedAt: string | null }[];
}

@Injectable()
export class CoverageRepository {
  constructor(private readonly database: Database) {}

  async of(listenerId: number, range: TimeRange): Promise<StoredCoverage | null> {
    const rows = await this.database.prisma.$queryRaw<StoredRow[]>`
      SELECT clock_now() AS now, timezone, snapshots_paused AS paused, first_day::text AS "firstDay",
        (SELECT max(day)::text FROM snapshot WHERE listener_id = id) AS "newestDay",
        (SELECT due_at FROM snapshot_schedule WHERE listener_id = id
           AND NOT EXISTS (SELECT FROM spotify_grant WHERE listener_id = id AND refresh_token IS NULL)) AS "dueAt",
        ARRAY(SELECT day::text FROM snapshot WHERE listener_id = id AND range = ${range}::"TimeRange" ORDER BY day)
          AS "recordedDays",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'reason', reason) ORDER BY day), '[]')
         FROM snapshot_failure WHERE listener_id = id AND range = ${range}::"TimeRange") AS failures,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'beganAt', began_at, 'endedAt', ended_at)
                                   ORDER BY began_at), '[]')
         FROM interruption WHERE listener_id = id) AS interruptions,
        ARRAY(SELECT day::text FROM skipped_day WHERE listener_id = id ORDER BY day) AS "skippedDays"
      FROM listener WHERE id = ${listenerId}`;
    const row = rows[0];
    if (!row) return null;
    const interruptions = row.interruptions.map(({ kind, beganAt, endedAt }) => ({
      kind,
      beganAt: new Date(beganAt),
      endedAt: endedAt === null ? null : new Date(endedAt),
    }));
    return { ...row, interruptions };
  }
}
