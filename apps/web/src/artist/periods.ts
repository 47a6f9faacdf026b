import type { Interval, RankPoint } from '../bump-chart/series.js';
import type { TimeRange } from '../graphql/graphql.js';
import { mondayOf } from '../week/iso-week.js';
import { addDays } from '../words/days.js';

/**
 * Groups daily points into periods: the last snapshot of a period counts, as in the API's `rankHistory`. A period
 * without a snapshot has the day of its last point.
 *
 * @param days oldest first
 */
export function groupByPeriod(days: readonly RankPoint[], interval: Interval): RankPoint[] {
  const periods: { name: string; point: RankPoint }[] = [];
  for (const point of days) {
    const name = getPeriod(point.day, interval);
    const open = periods.at(-1);
    if (open?.name !== name) periods.push({ name, point });
    else if (point.observed || !open.point.observed) open.point = point;
  }
  return periods.map(({ point }) => point);
}

function getPeriod(day: string, interval: Interval): string {
  if (interval === 'DAY') return day;
  return interval === 'WEEK' ? mondayOf(day) : day.slice(0, 7);
}

/** An artist's daily ranks in one range, oldest first. */
export interface RangeHistory {
  readonly range: TimeRange;
  readonly days: readonly RankPoint[];
}

/** How many days the drawing starts before the artist's first day on any chart. */
const DAYS_BEFORE = 14;

/**
 * Gives all ranges the same days, so that one drawing can show them: from two weeks before the artist's first day on a
 * chart, or the first snapshot if that is later, to the newest snapshot. A range has no snapshot on days that it lacks.
 */
export function alignDays(histories: readonly RangeHistory[]): RangeHistory[] {
  const all = histories.flatMap(({ days }) => days);
  const first = findLeast(all.map(({ day }) => day));
  const entry = findLeast(all.flatMap(({ day, rank }) => (rank === null ? [] : day)));
  const newest = all.reduce((last, { day, observed }) => (observed && day > last ? day : last), '');
  if (first === null || newest === '') return histories.map(({ range }) => ({ range, days: [] }));
  const before = entry === null ? first : addDays(entry, -DAYS_BEFORE);
  const days: string[] = [];
  for (let day = before > first ? before : first; day <= newest; day = addDays(day, 1)) days.push(day);
  return histories.map(({ range, days: known }) => {
    const byDay = new Map(known.map((point) => [point.day, point]));
    return { range, days: days.map((day) => byDay.get(day) ?? unknown(day)) };
  });
}

function unknown(day: string): RankPoint {
  return { day, rank: null, observed: false, source: null };
}

function findLeast(days: readonly string[]): string | null {
  return days.reduce<string | null>((least, day) => (least === null || day < least ? day : least), null);
}
