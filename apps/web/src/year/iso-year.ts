import { isoWeekOf } from '../week/iso-week.js';

/** Days that include every week of an ISO year, which starts and ends within three days of the calendar year. */
export function getWidestSpan(year: number): { from: string; to: string } {
  const digits = (number: number): string => String(number).padStart(4, '0');
  return { from: `${digits(year - 1)}-12-29`, to: `${digits(year + 1)}-01-03` };
}

/** The ISO years with a possible chart, newest first. */
export function listYears(since: string | null, newest: string): number[] {
  const [oldest, last] = [isoWeekOf(since ?? newest).year, isoWeekOf(newest).year];
  return Array.from({ length: Math.max(1, last - oldest + 1) }, (_, index) => last - index);
}

/** Spotify was founded in 2006; only an import can have an earlier week. */
const FIRST_YEAR = 2006;

/** The year in an address: one of the history, or another one that the API has. Null for anything else. */
export function parseYear(text: string | null, years: readonly number[], thisYear: number): number | null {
  const year = text !== null && /^\d{4}$/.test(text) ? Number(text) : 0;
  return years.includes(year) || (year >= FIRST_YEAR && year <= thisYear) ? year : null;
}
