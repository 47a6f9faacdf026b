import { integer } from '#runtime';
import { z } from 'zod';
import { CronTime } from 'cron';

const EXPECTED =
  'a cron expression of five fields (minute, hour, day, month, weekday), or six with seconds before, such as */5 * * * *';
const NEVER = `${EXPECTED}; this one names a date that never comes, such as 31 February`;

/** The settings of the scheduled snapshots. */
export const snapshotsEnv = z.object({
  /** When due listeners are queued. */
  SNAPSHOT_TICK_CRON: cron().default('*/5 * * * *'),
  /** How many listeners one process handles at a time. */
  SNAPSHOT_CONCURRENCY: integer(1, 100).default(8),
  /** How many ranks a snapshot records. */
  SNAPSHOT_DEPTH: integer(1, 100).default(50),
  /** How many days snapshots are kept. Without it they are kept until the account is deleted. */
  SNAPSHOT_RETENTION_DAYS: integer(1, 36_500).optional(),
});

export type SnapshotsEnvironment = Readonly<z.output<typeof snapshotsEnv>>;

/** The injection token of `SnapshotsEnvironment`. */
export const SNAPSHOTS_ENVIRONMENT = Symbol('SNAPSHOTS_ENVIRONMENT');

/** A cron expression that the scheduler accepts and that fires repeatedly. */
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
