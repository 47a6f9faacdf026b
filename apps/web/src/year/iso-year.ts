import { addDays } from '../words/days.js';

/** The ISO year of a day: the calendar year of its week's Thursday (ISO 8601). */
export function isoYear(day: string): number {
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return Number(addDays(day, 3 - sinceMonday).slice(0, 4));
}

/** Days that include every week of an ISO year, which starts and ends within three days of the calendar year. */
export function getWidestSpan(year: number): { from: string; to: string } {
  const digits = (number: number): string => String(number).padStart(4, '0');
  return { from: `${digits(year - 1)}-12-29`, to: `${digits(year + 1)}-01-03` };
}

/** The ISO years with a possible chart, newest first. */
export function listYears(since: string | null, newest: string): number[] {
  const [oldest, last] = [isoYear(since ?? newest), isoYear(newest)];
  return Array.from({ length: Math.max(1, last - oldest + 1) }, (_, index) => last - index);
}
