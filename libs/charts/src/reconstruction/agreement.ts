import { similarity } from '../chart/compare-rankings.js';
import type { History } from '../history/history.js';
import type { PlayCounts } from './play-counts.js';
import { SlidingWindow } from './reconstruct.js';

/** How well reconstructed lists of one range match those of Spotify. */
export interface Agreement {
  /** The number of days that were compared. */
  readonly days: number;
  /** The mean similarity of the two lists of a day, from 0 to 1. */
  readonly similarity: number;
}

/** Returns the mean of the similarities of days; null without any. */
export function agreement(similarities: readonly number[]): Agreement | null {
  const days = similarities.length;
  return days > 0 ? { days, similarity: similarities.reduce((sum, value) => sum + value, 0) / days } : null;
}

/**
 * Compares the reconstructed list with Spotify's for each recorded day whose window lies between the first and the last
 * counted play, oldest first. Leaves out days on which both lists are empty.
 *
 * @param recorded Spotify's lists of the range
 * @param options.windowDays see {@link WINDOW_DAYS}
 * @param options.depth the most artists of a reconstructed list
 * @param options.keyOf returns the key that `recorded` has for an artist of `counts`; a different negative number for
 *   each artist without one
 */
export function* daySimilarities(
  counts: PlayCounts,
  recorded: History,
  options: {
    readonly windowDays: number;
    readonly depth: number;
    readonly keyOf: (artist: number) => number;
  },
): Generator<number> {
  const { windowDays, depth, keyOf } = options;
  let window: SlidingWindow | null = null;
  for (let index = 0; index < recorded.size; index += 1) {
    const day = recorded.dayNumber(index);
    if (day - windowDays + 1 < counts.firstDay || day > counts.lastDay) continue;
    window ??= new SlidingWindow(counts, windowDays, day - windowDays);
    window.moveTo(day);
    const { artists, complete } = window.rank(depth);
    const reconstructed = { artists: artists.map((artist) => keyOf(artist)), complete };
    const similar = similarity(reconstructed, recorded.ranking(index));
    if (similar !== null) yield similar;
  }
}
