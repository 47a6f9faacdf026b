import { dayAfter } from '../words/day.js';

/** The year that an ISO week belongs to: that of its Thursday (ISO 8601). */
export function isoYear(day: string): number {
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return Number(dayAfter(day, 3 - sinceMonday).slice(0, 4));
}

/** The most days that the weeks of an ISO year can lie in: it begins and ends within three days of the calendar's. */
export function widestSpan(year: number): { from: string; to: string } {
  const digits = (number: number): string => String(number).padStart(4, '0');
  return { from: `${digits(year - 1)}-12-29`, to: `${digits(year + 1)}-01-03` };
}

/** The years from the newest to the oldest of which there can be a chart. */
export function yearsBetween(since: string | null, newest: string): number[] {
  const [oldest, last] = [isoYear(since ?? newest), isoYear(newest)];
  return Array.from({ length: Math.max(1, last - oldest + 1) }, (_, index) => last - index);
}
