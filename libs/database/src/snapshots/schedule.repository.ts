import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';

/** How long a change of one listener's schedule waits for those of others, in milliseconds. */
const GATHER_MS = 50;

/** When a listener is due next. */
export interface Rescheduling {
  readonly listenerId: number;
  /** When the listener was due, as it was read. */
  readonly was: Date | null;
  /** Null: not until something changes. */
  readonly dueAt: Date | null;
  /** Failed tries since the day's snapshots were last done. */
  readonly attempts: number;
}

/** When listeners' snapshots are due. PostgreSQL's clock decides. */
@Injectable()
export class ScheduleRepository {
  private readonly reschedulings = new Together(
    (changes: readonly Rescheduling[]) => this.write(changes),
    GATHER_MS,
  );

  constructor(private readonly database: Database) {}

  /**
   * Sets when a listener is due next, unless that was changed since it was read: by signing in again, say, or by
   * pausing. What comes at the same time is written together.
   *
   * @returns false when it was changed, and is left as it is
   */
  reschedule(change: Rescheduling): Promise<boolean> {
    return this.reschedulings.ask(change);
  }

  /** For how long the listener who has waited longest has been due, in seconds; 0 when nobody is due. */
  async oldestDueSeconds(): Promise<number> {
    const rows = await this.database.sql<{ seconds: number | null }[]>`
      SELECT extract(epoch FROM clock_now() - min(due_at))::float8 AS seconds FROM snapshot_schedule`;
    return Math.max(0, rows[0]?.seconds ?? 0);
  }

  private async write(changes: readonly Rescheduling[]): Promise<(change: Rescheduling) => boolean> {
    const rows = await this.database.sql<{ listener_id: number }[]>`
      UPDATE snapshot_schedule AS schedule
      SET due_at = change."dueAt", look_at = change."dueAt", attempts = change.attempts
      FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        AS change ("listenerId" integer, was timestamptz, "dueAt" timestamptz, attempts smallint)
      WHERE schedule.listener_id = change."listenerId" AND schedule.due_at IS NOT DISTINCT FROM change.was
      RETURNING schedule.listener_id`;
    const written = new Set(rows.map((row) => row.listener_id));
    return ({ listenerId }) => written.has(listenerId);
  }
}
