import { isoYear } from './iso-year.js';

interface Artist {
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
  readonly spotifyUrl: string;
}

interface Week {
  readonly day: string;
  readonly entries: readonly { readonly artist: Artist }[];
}

/** Consecutive weekly charts with the same number one. Weeks without a chart don't interrupt it. */
export interface Reign {
  readonly artist: Artist;
  readonly weeks: number;
  /** The days of its first and last charts. */
  readonly from: string;
  readonly to: string;
}

/** The number ones of an ISO year, oldest first. Weeks of other years and empty charts are ignored. */
export function getReigns(year: number, weeks: readonly Week[]): Reign[] {
  const reigns: Reign[] = [];
  for (const { day, entries } of weeks.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const [first] = entries;
    if (!first || isoYear(day) !== year) continue;
    const before = reigns.at(-1);
    if (before?.artist.id === first.artist.id) {
      reigns[reigns.length - 1] = { ...before, weeks: before.weeks + 1, to: day };
    } else {
      reigns.push({ artist: first.artist, weeks: 1, from: day, to: day });
    }
  }
  return reigns;
}

/** The number of weeks at number one, by artist id. */
export function weeksAtNumberOne(reigns: readonly Reign[]): ReadonlyMap<string, number> {
  const weeks = new Map<string, number>();
  for (const { artist, weeks: more } of reigns) {
    weeks.set(artist.id, (weeks.get(artist.id) ?? 0) + more);
  }
  return weeks;
}
