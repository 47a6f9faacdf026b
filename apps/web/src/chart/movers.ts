import type { EntryData } from './chart-query.js';

/** The entries of a chart by what became of them, those with the most to tell first. */
export interface Movers {
  readonly climbers: readonly EntryData[];
  readonly fallers: readonly EntryData[];
  readonly newcomers: readonly EntryData[];
  readonly returning: readonly EntryData[];
}

export function moversOf(entries: readonly EntryData[]): Movers {
  const having = (status: EntryData['status']): EntryData[] =>
    entries.filter((entry) => entry.status === status);
  const byPlaces = (one: EntryData, other: EntryData): number =>
    Math.abs(other.rankChange ?? 0) - Math.abs(one.rankChange ?? 0);
  return {
    climbers: having('MOVED_UP').toSorted(byPlaces),
    fallers: having('MOVED_DOWN').toSorted(byPlaces),
    newcomers: having('NEW_ENTRY'),
    returning: having('RE_ENTRY'),
  };
}
