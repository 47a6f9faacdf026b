import type { ChartDay } from '../chart-day.js';
import { dateOf, dayNumber } from './day-number.js';

/** How long the periods are that a history is read in: calendar days, ISO weeks (from Monday) or calendar months. */
export type ChartInterval = 'DAY' | 'WEEK' | 'MONTH';

/** Periods are numbered, without holes. Which number a day's period has, and on which day a period begins. */
interface Calendar {
  readonly periodOf: (day: number) => number;
  readonly firstDay: (period: number) => number;
}

const calendars: Record<ChartInterval, Calendar> = {
  DAY: { periodOf: (day) => day, firstDay: (period) => period },
  // 1970-01-01 was the Thursday of week 0, so every week has its Thursday on day 7 × week.
  WEEK: { periodOf: (day) => Math.floor((day + 3) / 7), firstDay: (period) => 7 * period - 3 },
  MONTH: { periodOf: monthOf, firstDay: (period) => firstOfMonth(0, period) },
};

/** The number of the period that a day lies in; consecutive periods have consecutive numbers. */
export function periodOf(interval: ChartInterval, day: number): number {
  return calendars[interval].periodOf(day);
}

/** The first day of a period, as a number. */
export function firstDayOf(interval: ChartInterval, period: number): number {
  return calendars[interval].firstDay(period);
}

/** The last day of a period, as a number. */
export function lastDayOf(interval: ChartInterval, period: number): number {
  return firstDayOf(interval, period + 1) - 1;
}

/** How many periods there are from the one that contains `from` through the one that contains `to`. */
export function periodCount(interval: ChartInterval, from: ChartDay, to: ChartDay): number {
  if (from > to) return 0;
  return periodOf(interval, dayNumber(to)) - periodOf(interval, dayNumber(from)) + 1;
}

/** The calendar year that an ISO week belongs to: the one in which its Thursday lies (ISO 8601). */
export function isoYear(day: ChartDay): number {
  return dateOf(7 * periodOf('WEEK', dayNumber(day))).year;
}

/** The number of an ISO year's first week: the one with 4 January in it (ISO 8601). */
export function firstWeekOf(year: number): number {
  return periodOf('WEEK', firstOfMonth(year, 0) + 3);
}

/** Months are numbered from January of the year 0. */
function monthOf(day: number): number {
  const { year, month } = dateOf(day);
  return 12 * year + month - 1;
}

const DAY_MS = 86_400_000;

/** The first day of the month that comes so many months after January of a year. */
function firstOfMonth(year: number, monthsLater: number): number {
  // Unlike Date.UTC it takes the years 0 to 99 for what they are.
  return new Date(0).setUTCFullYear(year, monthsLater, 1) / DAY_MS;
}
