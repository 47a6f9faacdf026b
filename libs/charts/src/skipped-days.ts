import { type ChartDay, daysFrom, nextDay } from './chart-day.js';

/**
 * The days that a change of time zone leaves out, in order: those strictly between the current chart day before the
 * change and the one after it. No instant of the listener's belonged to them, so they are not accountable.
 */
export function skippedDays(before: ChartDay, after: ChartDay): ChartDay[] {
  return daysFrom(nextDay(before), after);
}
