import { dayNumber, numberedDay } from '../calendar.js';
import type { ChartDay } from '../chart-day.js';
import { columnBytes, elementAt, type HistoryColumns } from './columns.js';
import { Ledger } from './ledger.js';

/** Where a snapshot comes from: Spotify's list, or an imported listening history. */
export type SnapshotSource = 'SPOTIFY' | 'RECONSTRUCTED';

/** Artists in rank order. */
export interface Ranking {
  readonly artists: Int32Array;
  /** Whether there were no more artists. */
  readonly complete: boolean;
}

/**
 * All snapshots of one listener and range, each identified by its index, from 0 for the oldest. With the ledger, reading
 * an old day takes as long as reading the newest.
 */
export class History {
  readonly #columns: HistoryColumns;
  readonly ledger: Ledger;

  /** A history without snapshots. */
  static readonly EMPTY = new History({
    days: new Int32Array(),
    takenAt: new Float64Array(),
    complete: new Uint8Array(),
    reconstructed: new Uint8Array(),
    ends: new Int32Array(),
    artists: new Int32Array(),
  });

  /** @param columns are not copied; the caller must not change them afterwards */
  constructor(columns: HistoryColumns) {
    this.#columns = columns;
    this.ledger = new Ledger(columns);
  }

  /** The number of snapshots. */
  get size(): number {
    return this.#columns.days.length;
  }

  /** The memory in use, in bytes: columns exactly, maps by estimate. */
  get bytes(): number {
    return columnBytes(this.#columns) + this.ledger.bytes;
  }

  /** Returns a snapshot's chart day. */
  day(index: number): ChartDay {
    return numberedDay(this.dayNumber(index));
  }

  /** Returns a snapshot's chart day, in days since 1970-01-01. */
  dayNumber(index: number): number {
    return elementAt(this.#columns.days, index);
  }

  /** Returns when a snapshot was taken. */
  takenAt(index: number): Date {
    return new Date(elementAt(this.#columns.takenAt, index));
  }

  /** Whether a snapshot has all artists that there were. */
  complete(index: number): boolean {
    return elementAt(this.#columns.complete, index) === 1;
  }

  /** Returns where a snapshot comes from. */
  source(index: number): SnapshotSource {
    return elementAt(this.#columns.reconstructed, index) === 1 ? 'RECONSTRUCTED' : 'SPOTIFY';
  }

  /** Returns the number of artists of a snapshot. */
  depth(index: number): number {
    return elementAt(this.#columns.ends, index) - this.#begin(index);
  }

  /** Returns a snapshot's artists in rank order, as a view that must not be changed. */
  artists(index: number): Int32Array {
    return this.#columns.artists.subarray(this.#begin(index), elementAt(this.#columns.ends, index));
  }

  /** Returns a snapshot's artists, and whether they are all that there were. */
  ranking(index: number): Ranking {
    return { artists: this.artists(index), complete: this.complete(index) };
  }

  /** Returns an artist's rank in a snapshot, from 1; null if the snapshot lacks the artist. */
  rank(index: number, artist: number): number | null {
    const { artists, ends } = this.#columns;
    const [begin, end] = [this.#begin(index), elementAt(ends, index)];
    // Creates no view, since charts and rank histories call this thousands of times.
    for (let place = begin; place < end; place += 1) {
      if (artists[place] === artist) return place - begin + 1;
    }
    return null;
  }

  /** Finds the newest snapshot up to a day (null: of all days); null if there is none. */
  newest(by: ChartDay | null = null): number | null {
    return this.newestWithin(-Infinity, by === null ? Infinity : dayNumber(by));
  }

  /** Finds the newest snapshot from day number `first` through `last`; null if there is none. */
  newestWithin(first: number, last: number): number | null {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.dayNumber(middle) <= last) low = middle + 1;
      else high = middle;
    }
    return low > 0 && this.dayNumber(low - 1) >= first ? low - 1 : null;
  }

  /** Whether an artist is in any snapshot. */
  has(artist: number): boolean {
    return this.ledger.has(artist);
  }

  #begin(index: number): number {
    return index === 0 ? 0 : elementAt(this.#columns.ends, index - 1);
  }
}
