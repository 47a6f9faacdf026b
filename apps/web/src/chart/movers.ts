import type { EntryData } from './chart-query.js';

/** The entries of a chart, grouped by how they moved. */
export interface Movers {
  readonly climbers: readonly EntryData[];
  readonly fallers: readonly EntryData[];
  readonly newcomers: readonly EntryData[];
  readonly returning: readonly EntryData[];
}

/** Groups entries by status; climbers and fallers by the number of places, most first. */
export function groupMovers(entries: readonly EntryData[]): Movers {
  const withStatus = (status: EntryData['status']): EntryData[] =>
    entries.filter((entry) => entry.status === status);
  const byPlaces = (one: EntryData, other: EntryData): number =>
    Math.abs(other.rankChange ?? 0) - Math.abs(one.rankChange ?? 0);
  return {
    climbers: withStatus('MOVED_UP').toSorted(byPlaces),
    fallers: withStatus('MOVED_DOWN').toSorted(byPlaces),
    newcomers: withStatus('NEW_ENTRY'),
    returning: withStatus('RE_ENTRY'),
  };
}

const FEWEST = 3;
const MOST = 12;
/** A row of the chart is lower than one of these lists. */
const ROW_RATIO = 0.85;
/** What the heading of a list and the measures above all lists take, in rows. */
const HEAD_ROWS = 2;
const MEASURES_ROWS = 4;

/**
 * How many artists each list of movers shows at first, so that all lists together are as long as the chart beside them.
 *
 * @param counts the artists of each list
 */
export function limitMovers(counts: readonly number[], chartRows: number): number {
  const lists = counts.filter((count) => count > 0);
  const room = chartRows * ROW_RATIO - MEASURES_ROWS - lists.length * HEAD_ROWS;
  const rowsWith = (limit: number): number => lists.reduce((sum, count) => sum + Math.min(count, limit), 0);
  let limit = FEWEST;
  while (limit < MOST && rowsWith(limit + 1) <= room) limit += 1;
  return limit;
}
