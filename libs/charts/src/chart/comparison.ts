import type { History } from '../history/history.js';

/** How an entry stands to the chart's baseline. */
export type EntryStatus = 'NEW_ENTRY' | 'RE_ENTRY' | 'MOVED_UP' | 'MOVED_DOWN' | 'NO_CHANGE';

/**
 * Two snapshots of a history side by side.
 *
 * A snapshot that is not complete says nothing about the places below its depth: who is missing there may stand there
 * all the same. So the absence of an artist counts only down to `k`, the least depth among those of the two that are
 * not complete; where both are complete, it counts everywhere.
 */
export class Comparison {
  readonly #history: History;
  readonly #later: number;
  readonly #earlier: number;
  /** Down to which rank the two can be compared; Infinity where there is no limit. */
  readonly k: number;

  /** @throws RangeError unless `earlier` is the older of the two snapshots */
  constructor(history: History, later: number, earlier: number) {
    if (earlier >= later) throw new RangeError(`Snapshot ${earlier} is not older than ${later}.`);
    this.#history = history;
    this.#later = later;
    this.#earlier = earlier;
    const limits = [later, earlier].map((index) =>
      history.complete(index) ? Infinity : history.depth(index),
    );
    this.k = Math.min(...limits);
  }

  previousRank(artist: number): number | null {
    return this.#history.rank(this.#earlier, artist);
  }

  /**
   * What became of an artist that is at `rank` in the later snapshot. One that the earlier does not have came back if
   * an even older snapshot has it, and is new otherwise; null where it cannot be known, below `k`.
   */
  status(artist: number, rank: number, previousRank: number | null): EntryStatus | null {
    if (previousRank !== null) {
      if (rank === previousRank) return 'NO_CHANGE';
      return rank < previousRank ? 'MOVED_UP' : 'MOVED_DOWN';
    }
    if (rank > this.k) return null;
    return this.#history.ledger.hadBefore(artist, this.#earlier) ? 'RE_ENTRY' : 'NEW_ENTRY';
  }

  /** The artists that dropped out, in order of their ranks before: in the earlier down to `k`, not in the later. */
  dropouts(): { artist: number; previousRank: number }[] {
    const later = this.#history.artists(this.#later);
    return Array.from(this.earlierArtists(), (artist, index) => ({ artist, previousRank: index + 1 })).filter(
      ({ artist }) => !later.includes(artist),
    );
  }

  /** The later snapshot's artists, cut to `k`. */
  laterArtists(): Int32Array {
    return this.#history.artists(this.#later).subarray(0, this.k);
  }

  /** The earlier snapshot's artists, cut to `k`. */
  earlierArtists(): Int32Array {
    return this.#history.artists(this.#earlier).subarray(0, this.k);
  }
}
