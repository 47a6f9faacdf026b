import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader, queryRows } from '../connection/statements.js';

/** How long a change waits for others to share its statement, in milliseconds. */
const BATCH_MS = 50;

/** A change of when a listener is due. */
export interface Rescheduling {
  readonly listenerId: number;
  /** When the listener was due according to the caller's last read. */
  readonly was: Date | null;
  /** Null to schedule nothing. */
  readonly dueAt: Date | null;
  /** Failed attempts since all snapshots of a day were last recorded. */
  readonly attempts: number;
}

const ageRows = z.tuple([z.object({ seconds: z.number().nullable() })]);
const updatedRow = z.object({ listener_id: z.int() });

/** Stores when listeners' snapshots are due, by PostgreSQL's clock. */
@Injectable()
export class ScheduleRepository {
  private readonly reschedulings = createBatchLoader(
    (changes: readonly Rescheduling[]) => this.write(changes),
    { delayMs: BATCH_MS },
  );

  constructor(private readonly database: Database) {}

  /**
   * Sets when a listener is due next, unless that has changed since `was` was read, such as by a sign-in or a pause.
   *
   * @returns false if it had changed and nothing was written
   */
  reschedule(change: Rescheduling): Promise<boolean> {
    return this.reschedulings.load(change);
  }

  /** Returns for how long the longest waiting listener has been due, in seconds; 0 if none is due. */
  async oldestDueSeconds(): Promise<number> {
    const [{ seconds }] = ageRows.parse(
      await this.database.prisma.$queryRaw`
        SELECT extract(epoch FROM clock_now() - min(due_at))::float8 AS seconds FROM snapshot_schedule`,
    );
    return Math.max(0, seconds ?? 0);
  }

  private async write(changes: readonly Rescheduling[]): Promise<boolean[]> {
    // Raw: Prisma cannot update rows to different values in one statement.
    const rows = await queryRows(
      this.database.pool,
      updatedRow,
      `UPDATE snapshot_schedule AS schedule
       SET due_at = change."dueAt", claimable_at = change."dueAt", attempts = change.attempts
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
