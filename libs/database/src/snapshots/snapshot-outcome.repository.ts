import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { SnapshotFailureReason, TimeRange } from '../generated/enums.js';

/** The outcome of the snapshot of one range and day. */
export interface RangeOutcome {
  readonly range: TimeRange;
  readonly recorded: boolean;
  /** Why the last attempt failed. Null if none did. */
  readonly failure: SnapshotFailureReason | null;
  /** When the listener's snapshots are attempted next. Null if no time is set or it has passed. */
  readonly retryAt: Date | null;
}

const outcomes = z.array(
  z.object({
    range: z.enum(TimeRange),
    recorded: z.boolean(),
    failure: z.enum(SnapshotFailureReason).nullable(),
    retryAt: z.date().nullable(),
  }),
);

/** Reads the outcome of snapshots that a request waits for. */
@Injectable()
export class SnapshotOutcomeRepository {
  constructor(private readonly database: Database) {}

  /**
   * Reads the outcomes of all three ranges, in the order of the enum.
   *
   * @param since failures before this are of earlier attempts; by PostgreSQL's clock
   */
  async read(listenerId: number, day: string, since: Date): Promise<RangeOutcome[]> {
    const rows: unknown = await this.database.prisma.$queryRaw`
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
    return outcomes.parse(rows);
  }
}
