import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';

/** After this long a tick queues a listener again who was queued and whose turn has not come, or was lost. */
const LOOK_AGAIN_MINUTES = 10;

/** When listeners' snapshots are due. PostgreSQL's clock decides. */
@Injectable()
export class ScheduleRepository {
  constructor(private readonly database: Database) {}

  /** The listeners who have been due longest, `most` of them, each to one tick only. */
  async claimDue(most: number): Promise<number[]> {
    const rows = await this.database.prisma.$queryRaw<{ listener_id: number }[]>`
      UPDATE snapshot_schedule SET look_at = clock_now() + make_interval(mins => ${LOOK_AGAIN_MINUTES})
      WHERE listener_id = ANY (ARRAY(
        SELECT listener_id FROM snapshot_schedule WHERE look_at <= clock_now()
        ORDER BY look_at LIMIT ${most} FOR UPDATE SKIP LOCKED))
      RETURNING listener_id`;
    return rows.map((row) => row.listener_id);
  }

  /** Sets when a listener is due next (null: not until something changes), and after how many failed tries. */
  async reschedule(listenerId: number, dueAt: Date | null, attempts: number): Promise<void> {
    await this.database.prisma.$executeRaw`
      UPDATE snapshot_schedule SET due_at = ${dueAt}::timestamptz, look_at = ${dueAt}::timestamptz, attempts = ${attempts}
      WHERE listener_id = ${listenerId}`;
  }

  /** For how long the listener who has waited longest has been due, in seconds; 0 when nobody is due. */
  async oldestDueSeconds(): Promise<number> {
    const rows = await this.database.prisma.$queryRaw<{ seconds: number | null }[]>`
      SELECT extract(epoch FROM clock_now() - min(due_at))::float8 AS seconds FROM snapshot_schedule`;
    return Math.max(0, rows[0]?.seconds ?? 0);
  }
}
