import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import type { SnapshotFailureReason, TimeRange } from '../generated/client.js';

/** What has come of the snapshot of one range and day. */
export interface RangeOutcome {
  readonly range: TimeRange;
  readonly recorded: boolean;
  /** Why the last try since then failed; null where there was none. */
  readonly failure: SnapshotFailureReason | null;
  /** When the listener's snapshots are tried next; null when no time is set, or it has passed. */
  readonly retryAt: Date | null;
}

/** Looks at what has come of snapshots that somebody waits for. */
@Injectable()
export class SnapshotOutcomeRepository {
  constructor(private readonly database: Database) {}

  /**
   * All three ranges, in the order of the enum.
   *
   * @param since failures before this are of earlier tries; by PostgreSQL's clock
   */
  of(listenerId: number, day: string, since: Date): Promise<RangeOutcome[]> {
    return this.database.sql<RangeOutcome[]>`
      SELECT each.range, snapshot.day IS NOT NULL AS recorded, snapshot_failure.reason AS failure,
             (SELECT due_at FROM snapshot_schedule
              WHERE listener_id = ${listenerId} AND due_at > clock_now()) AS "retryAt"
      FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
      LEFT JOIN snapshot ON snapshot.listener_id = ${listenerId}
        AND snapshot.range = each.range AND snapshot.day = ${day}::date
      LEFT JOIN snapshot_failure ON snapshot_failure.listener_id = ${listenerId}
        AND snapshot_failure.range = each.range AND snapshot_failure.day = ${day}::date
        AND snapshot_failure.failed_at >= ${since}::timestamptz
      ORDER BY each.range`;
  }
}
