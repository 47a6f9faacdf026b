import { similarity } from '../chart/similarity.js';
import type { History } from '../history/history.js';
import type { PlayCounts } from './play-counts.js';
import { type RankedArtists, SlidingWindow } from './reconstruct.js';

/** How well reconstructed lists of one range match those of Spotify. */
export interface Agreement {
  /** The number of days that were compared. */
  readonly days: number;
  /** The mean similarity of the two lists of a day, from 0 to 1. */
  readonly similarity: number;
}

/**
 * Compares the reconstructed list with Spotify's for each recorded day whose window lies between the first and the last
 * counted play; null if there is none.
 *
 * @param recorded Spotify's lists of the range
 * @param options.windowDays see {@link WINDOW_DAYS}
 * @param options.depth the most artists of a reconstructed list
 * @param options.keyOf returns the key that `recorded` has for an artist of `counts`; a negative number if it has none,
 *   another for each artist
 */
export function agreement(
  counts: PlayCounts,
  recorded: History,
  options: {
    readonly windowDays: number;
    readonly depth: number;
    readonly keyOf: (artist: number) => number;
  },
): Agreement | null {
  const { windowDays, depth, keyOf } = options;
  const window = new SlidingWindow(counts, windowDays);
  let [days, sum] = [0, 0];
  for (let index = 0; index < recorded.size; index += 1) {
    const day = recorded.dayNumber(index);
    if (day - windowDays + 1 < counts.firstDay || day > counts.lastDay) continue;
    window.moveTo(day);
    const { artists, complete } = window.rank(depth);
    const reconstructed = { artists: artists.map(keyOf), complete };
    const spotify = { artists: recorded.artists(index), complete: recorded.complete(index) };
    const similar = similarityWithinDepth(reconstructed, spotify);
    if (similar === null) continue;
    days += 1;
    sum += similar;
  }
  return days > 0 ? { days, similarity: sum / days } : null;
}

/** Returns the similarity of two lists, cut to the smaller depth of those that are not complete. */
function similarityWithinDepth(one: RankedArtists, other: RankedArtists): number | null {
  const limits = [one, other].map(({ artists, complete }) => (complete ? Infinity : artists.length));
  const depth = Math.min(...limits);
  return similarity(one.artists.subarray(0, depth), other.artists.subarray(0, depth));
}
