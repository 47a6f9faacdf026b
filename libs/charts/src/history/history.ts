import { dayNumber, numberedDay } from '../calendar/day-number.js';
import type { ChartDay } from '../chart-day.js';
import { at, bytesOf, type HistoryColumns } from './columns.js';
import { Ledger } from './ledger.js';

/**
 * All snapshots of one listener and range. Snapshots are named by their index, from 0 for the oldest. With its ledger,
 * built once, a history answers for any of its days as fast as for the newest.
 */
export class History {
  readonly #columns: HistoryColumns;
  /** What every artist has achieved, as of any snapshot. */
  readonly ledger: Ledger;

  /** The history of a listener who has no snapshot yet. */
  static readonly EMPTY = new History({
    days: new Int32Array(),
    takenAt: new Float64Array(),
    complete: new Uint8Array(),
    ends: new Int32Array(),
    artists: new Int32Array(),
  });

  /** @param columns used as they are, not copied: the caller must not change them afterwards */
  constructor(columns: HistoryColumns) {
    this.#columns = columns;
    this.ledger = new Ledger(columns);
  }

  /** How many snapshots there are. */
  get size(): number {
    return this.#columns.days.length;
  }

  /** The memory it holds, in bytes: all columns exactly, the rest by an estimate. */
  get bytes(): number {
    return bytesOf(this.#columns) + this.ledger.bytes;
  }

  day(index: number): ChartDay {
    return numberedDay(this.dayNumber(index));
  }

  /** A snapshot's chart day, in days since 1970-01-01. */
  dayNumber(index: number): number {
    return at(this.#columns.days, index);
  }

  takenAt(index: number): Date {
    return new Date(at(this.#columns.takenAt, index));
  }

  /** Whether Spotify had no more places to give. */
  complete(index: number): boolean {
    return at(this.#columns.complete, index) === 1;
  }

  /** How many places a snapshot holds. */
  depth(index: number): number {
    return at(this.#columns.ends, index) - this.#begin(index);
  }

  /** A snapshot's artists in rank order: a view that must not be written to. */
  artists(index: number): Int32Array {
    return this.#columns.artists.subarray(this.#begin(index), at(this.#columns.ends, index));
  }

  /** An artist's rank in a snapshot, from 1; null where it is not in it. */
  rank(index: number, artist: number): number | null {
    const { artists, ends } = this.#columns;
    const [begin, end] = [this.#begin(index), at(ends, index)];
    // Without a view: charts and rank histories ask this thousands of times.
    for (let place = begin; place < end; place += 1) {
      if (artists[place] === artist) return place - begin + 1;
    }
    return null;
  }

  /** The newest snapshot at or before a day; the newest of all for null. Null where there is none. */
  newest(by: ChartDay | null = null): number | null {
    return this.newestWithin(-Infinity, by === null ? Infinity : dayNumber(by));
  }

  /** The newest snapshot of those days, named by their numbers, the first and the last included. */
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
    return index === 0 ? 0 : at(this.#columns.ends, index - 1);
  }
}
