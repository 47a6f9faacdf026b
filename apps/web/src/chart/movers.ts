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
