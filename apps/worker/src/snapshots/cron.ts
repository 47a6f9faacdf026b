import { CronTime } from 'cron';
import { z } from 'zod';

const EXPECTED =
  'a cron expression of five fields (minute, hour, day, month, weekday), or six with seconds before, such as */5 * * * *';
const NEVER = `${EXPECTED}; this one names a date that never comes, such as 31 February`;

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
