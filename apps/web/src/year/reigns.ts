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

/** Weeks that followed each other, among those with a chart, with the same number one. */
export interface Reign {
  readonly artist: Artist;
  readonly weeks: number;
  /** The days of the first and the last of its charts. */
  readonly from: string;
  readonly to: string;
}

/** Who was at number one in the weeks of an ISO year, oldest first; other weeks and empty charts have no part. */
export function reignsOf(year: number, weeks: readonly Week[]): Reign[] {
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

/** How many weeks each artist was at number one. */
export function weeksAtNumberOne(reigns: readonly Reign[]): ReadonlyMap<string, number> {
  const weeks = new Map<string, number>();
  for (const { artist, weeks: more } of reigns) {
    weeks.set(artist.id, (weeks.get(artist.id) ?? 0) + more);
  }
  return weeks;
}
