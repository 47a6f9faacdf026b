import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';

/** Where an artist is heading in a listener's ear, read from the three ranges of one day. */
export type Momentum = 'BREAKOUT' | 'RISING' | 'STAPLE' | 'FADING';

/** An artist's rank in each of the three ranges, and what they say together. */
export interface MomentumEntry {
  readonly artist: number;
  readonly kind: Momentum;
  readonly shortTermRank: number | null;
  readonly mediumTermRank: number | null;
  readonly longTermRank: number | null;
}

/** The histories of a listener's three ranges. */
export interface HistoriesByRange {
  readonly shortTerm: History;
  readonly mediumTerm: History;
  readonly longTerm: History;
}

type Ranks = Omit<MomentumEntry, 'artist' | 'kind'>;

/** Ranks of two ranges that differ by no more are taken for the same. */
const ALIKE = 10;

/**
 * Who is on their way up and down, from the newest day at or before `on` (null: of all) that has a snapshot of each
 * range; null where there is none. Ordered by kind: breakouts, rising, staples, each by short-term rank, and then those
 * that fade, by long-term rank.
 */
export function momentum(histories: HistoriesByRange, on: ChartDay | null): MomentumEntry[] | null {
  const indexes = newestDayOfAll([histories.shortTerm, histories.mediumTerm, histories.longTerm], on);
  if (!indexes) return null;
  const [shortTerm = 0, mediumTerm = 0, longTerm = 0] = indexes;
  const short = histories.shortTerm.artists(shortTerm);
  const long = histories.longTerm.artists(longTerm);
  const entryOf = (artist: number): MomentumEntry | null => {
    const ranks = {
      shortTermRank: histories.shortTerm.rank(shortTerm, artist),
      mediumTermRank: histories.mediumTerm.rank(mediumTerm, artist),
      longTermRank: histories.longTerm.rank(longTerm, artist),
    };
    const kind = kindOf(ranks);
    return kind && { artist, kind, ...ranks };
  };
  // An artist in neither of the two has no momentum, whatever its medium-term rank.
  const byShortRank = Array.from(short, entryOf);
  const byLongRank = Array.from(long, entryOf);
  const kindsOf = (entries: (MomentumEntry | null)[], kind: Momentum): MomentumEntry[] =>
    entries.filter((entry) => entry?.kind === kind).filter((entry) => entry !== null);
  return [
    ...kindsOf(byShortRank, 'BREAKOUT'),
    ...kindsOf(byShortRank, 'RISING'),
    ...kindsOf(byShortRank, 'STAPLE'),
    ...kindsOf(byLongRank, 'FADING'),
  ];
}

/** The first kind that fits; null where none does. */
function kindOf({
  shortTermRank: short,
  mediumTermRank: medium,
  longTermRank: long,
}: Ranks): Momentum | null {
  if (short !== null && medium === null && long === null) return 'BREAKOUT';
  if (long !== null && (short === null || short - long > ALIKE)) return 'FADING';
  if (short !== null && (long === null || long - short > ALIKE)) return 'RISING';
  return short !== null && medium !== null && long !== null ? 'STAPLE' : null;
}

/** The snapshots of the newest day, at or before `on`, on which each history has one. */
function newestDayOfAll(histories: readonly History[], on: ChartDay | null): number[] | null {
  let day = on;
  for (;;) {
    const by = day;
    const newest = histories.map((history) => history.newest(by));
    if (newest.includes(null)) return null;
    const indexes = newest.filter((index) => index !== null);
    const days = histories.map((history, which) => history.day(indexes[which] ?? 0)).sort();
    if (days[0] === days.at(-1)) return indexes;
    day = days[0] ?? null;
  }
}
