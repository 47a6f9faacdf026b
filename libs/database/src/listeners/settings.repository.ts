import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';

/** A change of a listener's settings, and what follows from it; what is left out stays. */
export interface SettingsChange {
  readonly timezone?: string;
  /** With a change of time zone: the current chart day under the new zone, and the days that the change leaves out. */
  readonly day?: string;
  readonly skippedDays?: readonly string[];
  readonly snapshotsPaused?: boolean;
  /** When snapshots are due next under the new settings; null for not at all. */
  readonly dueAt?: Date | null;
  /** When the listener wanted it; by default now, by PostgreSQL's clock. For histories that are made afterwards. */
  readonly at?: Date;
}

/** Changes listeners' settings. */
@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  /** All of the change, or nothing. */
  async change(listenerId: number, change: SettingsChange): Promise<void> {
    const { timezone, day = null, skippedDays = [], snapshotsPaused, dueAt, at = null } = change;
    await this.database.prisma.$transaction(async (transaction) => {
      await transaction.listener.update({
        where: { id: listenerId },
        data: {
          ...(timezone === undefined ? {} : { timezone }),
          ...(snapshotsPaused === undefined ? {} : { snapshotsPaused }),
        },
      });
      // Days that an earlier change left out, and this one brings back, are lived after all.
      await transaction.$executeRaw`
        DELETE FROM skipped_day WHERE listener_id = ${listenerId} AND day >= ${day}::date`;
      await transaction.$executeRaw`
        INSERT INTO skipped_day (listener_id, day) SELECT ${listenerId}, unnest(${skippedDays}::date[])
        ON CONFLICT DO NOTHING`;
      if (snapshotsPaused === true) {
        await transaction.$executeRaw`
          INSERT INTO interruption (listener_id, kind, began_at)
          VALUES (${listenerId}, 'PAUSED', coalesce(${at}::timestamptz, clock_now()))
          ON CONFLICT DO NOTHING`;
      } else if (snapshotsPaused === false) {
        await transaction.$executeRaw`
          UPDATE interruption SET ended_at = coalesce(${at}::timestamptz, clock_now())
          WHERE listener_id = ${listenerId} AND kind = 'PAUSED' AND ended_at IS NULL`;
      }
      if (dueAt !== undefined) {
        await transaction.$executeRaw`
          UPDATE snapshot_schedule SET due_at = ${dueAt}::timestamptz, look_at = ${dueAt}::timestamptz, attempts = 0
          WHERE listener_id = ${listenerId}`;
      }
    });
  }
}
