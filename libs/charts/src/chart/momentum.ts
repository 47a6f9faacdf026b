import { dayNumber, numberedDay } from '../calendar.js';
import type { ChartDay } from '../chart-day.js';
import type { History, SnapshotSource } from '../history/history.js';

/**
 * An artist's direction by the three ranges of one day. The first that applies:
 *
 * - `BREAKOUT`: in the short-term list only;
 * - `FADING`: in the long-term list, and in the short-term list more than 10 ranks lower or not at all;
 * - `RISING`: in the short-term list, and in the long-term list more than 10 ranks lower or not at all;
 * - `STAPLE`: in all three lists.
 */
export type Momentum = 'BREAKOUT' | 'RISING' | 'STAPLE' | 'FADING';

/** An artist's momentum, and its rank in each range. */
export interface MomentumEntry {
  /** The day of the three lists. */
  readonly day: ChartDay;
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

/** The largest difference of ranks in two ranges that counts as none. */
const MAX_DIFFERENCE = 10;

/**
 * Lists artists by momentum on the newest day up to `on` (null: of all) with a snapshot of each range, all of the same
 * source; null if there is none. Breakouts, rising artists and staples come first, each by short-term rank, then fading ones by long-term rank.
 */
export function momentum(histories: HistoriesByRange, on: ChartDay | null): MomentumEntry[] | null {
  const ranges = [histories.shortTerm, histories.mediumTerm, histories.longTerm];
  const sharedDay = newestSharedDay(ranges, on);
  const [short, medium, long] = ranges.map((history) => listOn(history, sharedDay));
  if (!short || !medium || !long) return null;
  const day = numberedDay(sharedDay);

  const entryOf = (artist: number): MomentumEntry[] => {
    const [shortTermRank, mediumTermRank, longTermRank] = [
      rankIn(short, artist),
      rankIn(medium, artist),
      rankIn(long, artist),
    ];
    const kind = kindOf(shortTermRank, mediumTermRank, longTermRank);
    return kind ? [{ day, artist, kind, shortTermRank, mediumTermRank, longTermRank }] : [];
  };
  // Artists on the medium-term list only have no momentum.
  const [byShortTerm, byLongTerm] = [[...short].flatMap(entryOf), [...long].flatMap(entryOf)];
  return [
    ...byShortTerm.filter(({ kind }) => kind === 'BREAKOUT'),
    ...byShortTerm.filter(({ kind }) => kind === 'RISING'),
    ...byShortTerm.filter(({ kind }) => kind === 'STAPLE'),
    ...byLongTerm.filter(({ kind }) => kind === 'FADING'),
  ];
}

/** Returns the first kind that applies; null if none does. */
function kindOf(short: number | null, medium: number | null, long: number | null): Momentum | null {
  if (short !== null && medium === null && long === null) return 'BREAKOUT';
  if (long !== null && (short === null || short - long > MAX_DIFFERENCE)) return 'FADING';
  if (short !== null && (long === null || long - short > MAX_DIFFERENCE)) return 'RISING';
  return short !== null && medium !== null && long !== null ? 'STAPLE' : null;
}

/**
 * Returns the number of the newest day up to `on` on which every history has a snapshot of the same source; -Infinity if
 * there is none.
 */
function newestSharedDay(histories: readonly History[], on: ChartDay | null): number {
  let by = on === null ? Infinity : dayNumber(on);
  for (;;) {
    const last = by;
    const newest = histories.map((history) => {
      const index = history.newestWithin(-Infinity, last);
      return index === null ? -Infinity : history.dayNumber(index);
    });
    by = Math.min(...newest);
    if (by === -Infinity) return by;
    // No shared day is newer than the oldest of these, so the search goes on from there.
    if (newest.some((day) => day !== by)) continue;
    if (new Set(histories.map((history) => sourceOn(history, by))).size === 1) return by;
    by -= 1;
  }
}

function listOn(history: History, day: number): Int32Array | null {
  const index = history.newestWithin(day, day);
  return index === null ? null : history.artists(index);
}

function sourceOn(history: History, day: number): SnapshotSource | null {
  const index = history.newestWithin(day, day);
  return index === null ? null : history.source(index);
}

function rankIn(list: Int32Array, artist: number): number | null {
  return list.indexOf(artist) + 1 || null;
}
