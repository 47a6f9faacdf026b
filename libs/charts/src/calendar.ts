import type { ChartDay } from './chart-day.js';

const DAY_MS = 86_400_000;

/** Returns a chart day as a number: whole days since 1970-01-01, negative before. */
export function dayNumber(day: ChartDay): number {
  return Date.parse(day) / DAY_MS;
}

/** Formatted days by number. Formatting takes a hundred times as long as a look-up, and a chart names a hundred days. */
const formattedDays = new Map<number, ChartDay>();
const MAX_FORMATTED_DAYS = 10_000;

/** Returns the chart day with a number, in the years 0 to 9999. */
export function numberedDay(day: number): ChartDay {
  const formatted = formattedDays.get(day);
  if (formatted !== undefined) return formatted;
  if (formattedDays.size >= MAX_FORMATTED_DAYS) formattedDays.clear();
  const text = toDate(day).toISOString().slice(0, 10);
  formattedDays.set(day, text);
  return text;
}

/** The length of the periods of a history: calendar days, ISO weeks (from Monday) or calendar months. */
export type ChartInterval = 'DAY' | 'WEEK' | 'MONTH';

/** Numbers periods consecutively. */
interface Calendar {
  readonly periodOf: (day: number) => number;
  readonly firstDay: (period: number) => number;
}

const calendars: Record<ChartInterval, Calendar> = {
  DAY: { periodOf: (day) => day, firstDay: (period) => period },
  // 1970-01-01 is the Thursday of week 0, so the Thursday of each week is day 7 × week.
  WEEK: { periodOf: (day) => Math.floor((day + 3) / 7), firstDay: (period) => 7 * period - 3 },
  // Months count from January of the year 0.
  MONTH: {
    periodOf: (day) => 12 * toDate(day).getUTCFullYear() + toDate(day).getUTCMonth(),
    firstDay: (period) => firstOfMonth(0, period),
  },
};

/** Returns the number of the period that contains a day. */
export function periodOf(interval: ChartInterval, day: number): number {
  return calendars[interval].periodOf(day);
}

/** Returns the number of a period's first day. */
export function firstDayOf(interval: ChartInterval, period: number): number {
  return calendars[interval].firstDay(period);
}

/** Returns the number of a period's last day. */
export function lastDayOf(interval: ChartInterval, period: number): number {
  return firstDayOf(interval, period + 1) - 1;
}

/** Counts the periods from the one that contains `from` through the one that contains `to`. */
export function periodCount(interval: ChartInterval, from: ChartDay, to: ChartDay): number {
  if (from > to) return 0;
  return periodOf(interval, dayNumber(to)) - periodOf(interval, dayNumber(from)) + 1;
}

/** Returns the year of the ISO week that contains a day: the year of its Thursday (ISO 8601). */
export function isoYear(day: ChartDay): number {
  return toDate(7 * periodOf('WEEK', dayNumber(day))).getUTCFullYear();
}

/** Returns the number of an ISO year's first week: the one that contains 4 January (ISO 8601). */
export function firstWeekOf(year: number): number {
  return periodOf('WEEK', firstOfMonth(year, 0) + 3);
}

function toDate(day: number): Date {
  return new Date(day * DAY_MS);
}

/** Returns the first day of the month that is `monthsLater` months after January of a year. */
function firstOfMonth(year: number, monthsLater: number): number {
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, monthsLater, 1) / DAY_MS;
}
