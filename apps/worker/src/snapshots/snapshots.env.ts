import { integer } from '#runtime';
import { z } from 'zod';
import { CronTime } from 'cron';

const EXPECTED =
  'a cron expression of five fields (minute, hour, day, month, weekday), or six with seconds before, such as */5 * * * *';
const NEVER = `${EXPECTED}; this one names a date that never comes, such as 31 February`;

/** The settings of the scheduled snapshots. */
export const snapshotsEnv = z.object({
  /** How often due listeners are looked for. */
  SNAPSHOT_TICK_CRON: cron().default('*/5 * * * *'),
  /** Listeners at a time in one process. */
  SNAPSHOT_CONCURRENCY: integer(1, 100).default(8),
  /** Places to record. */
  SNAPSHOT_DEPTH: integer(1, 100).default(50),
  /** For how many days snapshots are kept; without it until the account is deleted. */
  SNAPSHOT_RETENTION_DAYS: integer(1, 36_500).optional(),
});

export type SnapshotsEnvironment = Readonly<z.output<typeof snapshotsEnv>>;

/** Provides the `SnapshotsEnvironment`. */
export const SNAPSHOTS_ENVIRONMENT = Symbol('SNAPSHOTS_ENVIRONMENT');

/** A cron expression that the scheduler understands, and that fires again and again. */
export function cron() {
  return z
    .string(EXPECTED)
    .refine((expression) => CronTime.validateCronExpression(expression).valid, {
      error: EXPECTED,
      abort: true,
    })
    .refine(fires, NEVER);
}

function fires(expression: string): boolean {
  try {
    new CronTime(expression).sendAt();
    return true;
  } catch {
    return false;
  }
}
