import type { TimeRange } from '../graphql/graphql.js';
import { addDays, isDay } from '../words/days.js';
import { getRange } from '../words/range.js';

/** An ISO 8601 week: from Monday to Sunday, in the year of its Thursday. */
export interface IsoWeek {
  readonly year: number;
  readonly week: number;
  readonly monday: string;
  readonly sunday: string;
}

/** The Monday of a day's ISO week. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** The ISO week that a day is in. */
export function isoWeekOf(day: string): IsoWeek {
  const monday = mondayOf(day);
  const year = Number(addDays(monday, 3).slice(0, 4));
  const week = 1 + Math.round((Date.parse(monday) - Date.parse(firstMonday(year))) / (7 * 86_400_000));
  return { year, week, monday, sunday: addDays(monday, 6) };
}

/** Reads `2026-W48`. Null for anything else, for a week 53 that the year doesn't have, and at the end of the year 9999. */
export function parseWeek(text: string): IsoWeek | null {
  const [, year, week] = /^([1-9]\d{3})-W(\d{2})$/.exec(text) ?? [];
  if (year === undefined || week === undefined) return null;
  const number = Number(week);
  if (number < 1 || number > 53) return null;
  const found = isoWeekOf(addDays(firstMonday(Number(year)), (number - 1) * 7));
  return found.year === Number(year) && isDay(addDays(found.sunday, 1)) ? found : null;
}

/** `2026-W48`, as in addresses. */
export function formatWeek({ year, week }: Pick<IsoWeek, 'year' | 'week'>): string {
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The address of a week. */
export function weekLink(week: IsoWeek, range: TimeRange): string {
  return `/week/${formatWeek(week)}?range=${getRange(range).slug}`;
}

/** The Monday of week 1, which has January 4. */
function firstMonday(year: number): string {
  return mondayOf(`${year}-01-04`);
}
