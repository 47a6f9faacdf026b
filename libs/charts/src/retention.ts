import { addDays, type ChartDay } from './chart-day.js';

const HALF_A_DAY_MS = 43_200_000;

/**
 * The first chart day that is kept where older ones are deleted: so many days before today as the date is where it is
 * earliest, twelve hours behind UTC. So one day serves for everybody, and nobody loses a day early.
 *
 * @param retentionDays 1 or more
 */
export function keptFrom(now: Date, retentionDays: number): ChartDay {
  const earliestDate = new Date(now.getTime() - HALF_A_DAY_MS).toISOString().slice(0, 10);
  return addDays(earliestDate, -retentionDays);
}
