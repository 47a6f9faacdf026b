import { dayNumber } from '../calendar/day-number.js';
import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';

/**
 * Where an artist is heading, by the three ranges of one day; the first that fits:
 *
 * - `BREAKOUT`: in the short-term list only;
 * - `FADING`: in the long-term list, and in the short-term one more than 10 places lower or not at all;
 * - `RISING`: in the short-term list, and in the long-term one more than 10 places lower or not at all;
 * - `STAPLE`: in all three.
 */
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

/** Ranks of two ranges that differ by so many places at most are taken for alike. */
const PLACES_ALIKE = 10;

/**
 * Who is on their way up and down, from the newest day at or before `on` (null: of all) that has a snapshot of each
 * range; null where there is none. Ordered by kind: breakouts, rising, staples, each by short-term rank, and then those
 * that fade, by long-term rank.
 */
export function momentum(histories: HistoriesByRange, on: ChartDay | null): MomentumEntry[] | null {
  const ranges = [histories.shortTerm, histories.mediumTerm, histories.longTerm];
  const day = newestDayOfAll(ranges, on);
  const [short, medium, long] = ranges.map((history) => listOn(history, day));
  if (!short || !medium || !long) return null;

  const entryOf = (artist: number): MomentumEntry[] => {
    const [shortTermRank, mediumTermRank, longTermRank] = [
      rankIn(short, artist),
      rankIn(medium, artist),
      rankIn(long, artist),
    ];
    const kind = kindOf(shortTermRank, mediumTermRank, longTermRank);
    return kind ? [{ artist, kind, shortTermRank, mediumTermRank, longTermRank }] : [];
  };
  // Who is in neither of these two has no momentum, whatever the medium-term rank.
  const [byShortTermRank, byLongTermRank] = [[...short].flatMap(entryOf), [...long].flatMap(entryOf)];
  return [
    ...byShortTermRank.filter(({ kind }) => kind === 'BREAKOUT'),
    ...byShortTermRank.filter(({ kind }) => kind === 'RISING'),
    ...byShortTermRank.filter(({ kind }) => kind === 'STAPLE'),
    ...byLongTermRank.filter(({ kind }) => kind === 'FADING'),
  ];
}

/** The first kind that fits; null where none does. */
function kindOf(short: number | null, medium: number | null, long: number | null): Momentum | null {
  if (short !== null && medium === null && long === null) return 'BREAKOUT';
  if (long !== null && (short === null || short - long > PLACES_ALIKE)) return 'FADING';
  if (short !== null && (long === null || long - short > PLACES_ALIKE)) return 'RISING';
  return short !== null && medium !== null && long !== null ? 'STAPLE' : null;
}

/** The number of the newest day, at or before `on`, on which every history has a snapshot; -Infinity for none. */
function newestDayOfAll(histories: readonly History[], on: ChartDay | null): number {
  let by = on === null ? Infinity : dayNumber(on);
  for (;;) {
    const last = by;
    const newest = histories.map((history) => {
      const index = history.newestWithin(-Infinity, last);
      return index === null ? -Infinity : history.dayNumber(index);
    });
    by = Math.min(...newest);
    // Nobody has a newer day in common with the one whose newest is the oldest: look again from there.
    if (newest.every((day) => day === by) || by === -Infinity) return by;
  }
}

function listOn(history: History, day: number): Int32Array | null {
  const index = history.newestWithin(day, day);
  return index === null ? null : history.artists(index);
}

function rankIn(list: Int32Array, artist: number): number | null {
  return list.indexOf(artist) + 1 || null;
}
