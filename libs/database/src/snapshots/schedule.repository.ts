import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';

/** How long a change waits for others to share its statement, in milliseconds. */
const GATHER_MS = 50;

/** When a listener is due next. */
export interface Rescheduling {
  readonly listenerId: number;
  /** When the listener was due, as it was read. */
  readonly was: Date | null;
  /** Null for not until something changes. */
  readonly dueAt: Date | null;
  /** Failed attempts since the day's snapshots were last complete. */
  readonly attempts: number;
}

const oldest = z.tuple([z.object({ seconds: z.number().nullable() })]);
const written = z.object({ listener_id: z.int() });

/** When listeners' snapshots are due. PostgreSQL's clock decides. */
@Injectable()
export class ScheduleRepository {
  private readonly reschedulings = createBatchLoader(
    (changes: readonly Rescheduling[]) => this.write(changes),
    { delayMs: GATHER_MS },
  );

  constructor(private readonly database: Database) {}

  /**
   * Sets when a listener is due next, unless that has changed since it was read, such as by signing in again or pausing.
   *
   * @returns false if it has changed; it is left as it is
   */
  reschedule(change: Rescheduling): Promise<boolean> {
    return this.reschedulings.load(change);
  }

  /** How long the listener who has waited longest has been due, in seconds; 0 if no listener is due. */
  async oldestDueSeconds(): Promise<number> {
    const [{ seconds }] = oldest.parse(
      await this.database.prisma.$queryRaw`
        SELECT extract(epoch FROM clock_now() - min(due_at))::float8 AS seconds FROM snapshot_schedule`,
    );
    return Math.max(0, seconds ?? 0);
  }

  private async write(changes: readonly Rescheduling[]): Promise<boolean[]> {
    // Raw: Prisma cannot update many rows to different values in one statement.
    const rows = await queryRows(
      this.database.pool,
      written,
      `UPDATE snapshot_schedule AS schedule
       SET due_at = change."dueAt", look_at = change."dueAt", attempts = change.attempts
       FROM jsonb_to_recordset($1::jsonb)
         AS change ("listenerId" integer, was timestamptz, "dueAt" timestamptz, attempts smallint)
       WHERE schedule.listener_id = change."listenerId" AND schedule.due_at IS NOT DISTINCT FROM change.was
       RETURNING schedule.listener_id`,
      [JSON.stringify(changes)],
    );
    const ids = new Set(rows.map((row) => row.listener_id));
    return changes.map(({ listenerId }) => ids.has(listenerId));
  }
}
