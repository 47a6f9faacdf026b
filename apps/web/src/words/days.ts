import { dateFormat } from './locale.js';

const DAY_MS = 86_400_000;

const STYLES = {
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  dayMonth: { day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  shortMonth: { month: 'short', year: 'numeric' },
  monthName: { month: 'long' },
  shortMonthName: { month: 'short' },
  weekday: { weekday: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DayStyle = keyof typeof STYLES;

/**
 * A calendar day, `YYYY-MM-DD`, in the reader's locale: `November 1, 2026`. Chart days are days in the listener's time
 * zone, so the browser's zone never shifts them.
 */
export function formatDay(day: string, style: DayStyle = 'long'): string {
  return dateFormat({ ...STYLES[style], timeZone: 'UTC' }).format(toInstant(day));
}

/** A range of days, without what both ends share: `June 3 – 5, 2026`. One day where both are the same. */
export function formatDayRange(from: string, to: string, style: DayStyle = 'long'): string {
  return dateFormat({ ...STYLES[style], timeZone: 'UTC' }).formatRange(toInstant(from), toInstant(to));
}

/** Whether a text is an existing calendar day, `YYYY-MM-DD`, from the year 1 to the year 9999. */
export function isDay(text: string): boolean {
  const instant = /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) ? toInstant(text) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** The day `days` days later; earlier if negative. */
export function addDays(day: string, days: number): string {
  return new Date(toInstant(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The number of days from one day to a later one. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((toInstant(later) - toInstant(earlier)) / DAY_MS);
}

function toInstant(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
