import { elementAt } from '../history/columns.js';

const INITIAL_CAPACITY = 1_024;

/** Receives the plays of one artist on one day, and their total of milliseconds. */
export type CountVisitor = (artist: number, plays: number, milliseconds: number) => void;

/** The indexes of counts, in order of their days. */
interface DayOrder {
  readonly firstDay: number;
  /** Where the counts of each day from `firstDay` begin in `indexes`, and where the last day's end. */
  readonly begins: Int32Array;
  readonly indexes: Int32Array;
}

/**
 * Plays and milliseconds by day and artist, in columns off the JavaScript heap. A hash table with linear probing finds the
 * count of a play, since plays come in any order; 20 million counts exceed what a `Map` holds.
 */
export class DayCounts {
  #days = new Int32Array(INITIAL_CAPACITY);
  #artists = new Int32Array(INITIAL_CAPACITY);
  #plays = new Uint32Array(INITIAL_CAPACITY);
  #milliseconds = new Float64Array(INITIAL_CAPACITY);
  /** Hash table: 1 + the index of a count; 0 is free. A power of two, at most half full. */
  #slots = new Int32Array(2 * INITIAL_CAPACITY);
  #size = 0;
  #firstDay = Infinity;
  #lastDay = -Infinity;
  #order: DayOrder | null = null;

  /** The first day with a play; Infinity without plays. */
  get firstDay(): number {
    return this.#firstDay;
  }

  /** The last day with a play; -Infinity without plays. */
  get lastDay(): number {
    return this.#lastDay;
  }

  /** Counts a play. */
  add(day: number, artist: number, milliseconds: number): void {
    const index = this.#indexOf(day, artist);
    this.#plays[index] = (this.#plays[index] ?? 0) + 1;
    this.#milliseconds[index] = (this.#milliseconds[index] ?? 0) + milliseconds;
  }

  /** Calls `visit` once for each artist with plays on a day. */
  visit(day: number, visit: CountVisitor): void {
    const { firstDay, begins, indexes } = (this.#order ??= this.#sort());
    const place = day - firstDay;
    if (place < 0 || place >= begins.length - 1) return;
    const end = elementAt(begins, place + 1);
    for (let at = elementAt(begins, place); at < end; at += 1) {
      const index = elementAt(indexes, at);
      visit(this.#artists[index] ?? 0, this.#plays[index] ?? 0, this.#milliseconds[index] ?? 0);
    }
  }

  #indexOf(day: number, artist: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(day, artist) & mask; ; slot = (slot + 1) & mask) {
      const index = elementAt(this.#slots, slot) - 1;
      if (index === -1) return this.#append(day, artist, slot);
      if (this.#days[index] === day && this.#artists[index] === artist) return index;
    }
  }

  #append(day: number, artist: number, slot: number): number {
    if (this.#size === this.#days.length) {
      this.#grow();
      return this.#indexOf(day, artist);
    }
    this.#days[this.#size] = day;
    this.#artists[this.#size] = artist;
    this.#firstDay = Math.min(this.#firstDay, day);
    this.#lastDay = Math.max(this.#lastDay, day);
    this.#order = null;
    this.#size += 1;
    this.#slots[slot] = this.#size;
    return this.#size - 1;
  }

  #grow(): void {
    const capacity = 2 * this.#days.length;
    this.#days = fill(new Int32Array(capacity), this.#days);
    this.#artists = fill(new Int32Array(capacity), this.#artists);
    this.#plays = fill(new Uint32Array(capacity), this.#plays);
    this.#milliseconds = fill(new Float64Array(capacity), this.#milliseconds);
    this.#slots = new Int32Array(2 * capacity);
    const mask = this.#slots.length - 1;
    for (let index = 0; index < this.#size; index += 1) {
      let slot = hash(elementAt(this.#days, index), elementAt(this.#artists, index)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
    }
  }

  /** Sorts the counts by day: a counting sort. */
  #sort(): DayOrder {
    const dayCount = Math.max(0, this.#lastDay - this.#firstDay + 1);
    const begins = new Int32Array(dayCount + 1);
    for (let index = 0; index < this.#size; index += 1) {
      const after = this.#placeOf(index) + 1;
      begins[after] = elementAt(begins, after) + 1;
    }
    for (let place = 1; place <= dayCount; place += 1)
      begins[place] = elementAt(begins, place) + elementAt(begins, place - 1);
    const next = begins.slice();
    const indexes = new Int32Array(this.#size);
    for (let index = 0; index < this.#size; index += 1) {
      const at = elementAt(next, this.#placeOf(index));
      indexes[at] = index;
      next[this.#placeOf(index)] = at + 1;
    }
    return { firstDay: this.#firstDay, begins, indexes };
  }

  #placeOf(index: number): number {
    return elementAt(this.#days, index) - this.#firstDay;
  }
}

/** Mixes a day and an artist into 32 bits: two steps of MurmurHash3. */
function hash(day: number, artist: number): number {
  let mixed = Math.imul(day, 0x9e3779b1) ^ Math.imul(artist, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35);
  return mixed ^ (mixed >>> 13);
}

/** Copies values to the beginning of a larger column, and returns it. */
function fill<Column extends { set(values: ArrayLike<number>): void }>(
  column: Column,
  values: ArrayLike<number>,
): Column {
  column.set(values);
  return column;
}
