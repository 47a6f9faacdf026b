import type { EntryStatus } from '../graphql/schema-words.js';
import { inWords } from '../words/day.js';
import { type Interval, type RankPoint, type Series, standingOf } from './series.js';

const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Which period a point is about: `12 July 2026`, `Week to 12 July 2026`, `July 2026`. */
export function periodWords({ day }: RankPoint, interval: Interval): string {
  if (interval === 'MONTH') return month.format(new Date(day));
  return interval === 'WEEK' ? `Week to ${inWords(day)}` : inWords(day);
}

/** What a point says, in a few words. */
export function standingWords(point: RankPoint): string {
  switch (standingOf(point)) {
    case 'RANKED':
      return `No. ${point.rank ?? ''}`;
    case 'OFF_CHART':
      return 'Off the chart';
    case 'UNKNOWN':
      return 'No snapshot';
  }
}

/** How a place compares to that of the period before; null where one of the two has none. */
export function movementAt(
  { points }: Series,
  index: number,
): { readonly status: EntryStatus; readonly rankChange: number } | null {
  const [rank, before] = [points[index]?.rank ?? null, points[index - 1]?.rank ?? null];
  if (rank === null || before === null) return null;
  const rankChange = before - rank;
  const status = rankChange === 0 ? 'NO_CHANGE' : rankChange > 0 ? 'MOVED_UP' : 'MOVED_DOWN';
  return { status, rankChange };
}
