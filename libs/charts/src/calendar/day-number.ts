import type { ChartDay } from '../chart-day.js';

const DAY_MS = 86_400_000;

/** A chart day as a number: whole days since 1970-01-01, negative before. Numbers of days order and subtract. */
export function dayNumber(day: ChartDay): number {
  return Date.parse(day) / DAY_MS;
}

/** The chart day with a number; years 0 to 9999. */
export function numberedDay(number: number): ChartDay {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
