import type { SnapshotSource } from '../graphql/graphql.js';
import { type IsoWeek, isoWeekOf } from '../week/iso-week.js';

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
  readonly first: IsoWeek;
  readonly last: IsoWeek;
}

/** The number ones of an ISO year, oldest first. Weeks of other years and empty charts are ignored. */
export function getReigns(year: number, weeks: readonly Week[]): Reign[] {
  const reigns: Reign[] = [];
  for (const { day, entries } of weeks.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const [first] = entries;
    const week = isoWeekOf(day);
    if (!first || week.year !== year) continue;
    const before = reigns.at(-1);
    if (before?.artist.id === first.artist.id) {
      reigns[reigns.length - 1] = { ...before, weeks: before.weeks + 1, last: week };
    } else {
      reigns.push({ artist: first.artist, weeks: 1, first: week, last: week });
    }
  }
  return reigns;
}

/** How many weeks of an ISO year have a reconstructed chart. */
export function countReconstructedWeeks(
  year: number,
  weeks: readonly { readonly day: string; readonly source: SnapshotSource }[],
): number {
  return weeks.filter(({ day, source }) => source === 'RECONSTRUCTED' && isoWeekOf(day).year === year).length;
}
