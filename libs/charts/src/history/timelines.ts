import { elementAt } from './columns.js';

/** Collects the entries of {@link Timelines}. Keeps its memory when cleared. */
export class TimelinesBuilder {
  /** Owner, key and value of each entry. */
  #entries = new Int32Array(3 * 1_024);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  get entries(): Int32Array {
    return this.#entries.subarray(0, this.#length);
  }

  /** Adds an entry. The keys of an owner must be added in ascending order. */
  add(owner: number, key: number, value: number): void {
    if (this.#length === this.#entries.length) {
      const entries = new Int32Array(2 * this.#length);
      entries.set(this.#entries);
      this.#entries = entries;
    }
    this.#entries[this.#length] = owner;
    this.#entries[this.#length + 1] = key;
    this.#entries[this.#length + 2] = value;
    this.#length += 3;
  }
}

/**
 * For each of many owners, numbered from 0, a list of keys in ascending order, each with a value. All lists are in one
 * pair of columns, one after the other, and read by binary search.
 */
export class Timelines {
  readonly #ends: Int32Array;
  readonly #keys: Int32Array;
  readonly #values: Int32Array;

  constructor(ownerCount: number, { entries }: TimelinesBuilder) {
    // A counting sort by owner: counts the entries, turns the counts into offsets, then writes each entry at its offset.
    const next = new Int32Array(ownerCount + 1);
    for (let entry = 0; entry < entries.length; entry += 3) {
      const owner = elementAt(entries, entry);
      next[owner + 1] = elementAt(next, owner + 1) + 1;
    }
    for (let owner = 0; owner < ownerCount; owner++) {
      next[owner + 1] = elementAt(next, owner + 1) + elementAt(next, owner);
    }
    this.#keys = new Int32Array(entries.length / 3);
    this.#values = new Int32Array(entries.length / 3);
    for (let entry = 0; entry < entries.length; entry += 3) {
      const owner = elementAt(entries, entry);
      const target = elementAt(next, owner);
      this.#keys[target] = elementAt(entries, entry + 1);
      this.#values[target] = elementAt(entries, entry + 2);
      next[owner] = target + 1;
    }
    // Each offset has moved to the end of its owner's entries.
    this.#ends = next.slice(0, ownerCount);
  }

  /** The memory in use, in bytes. */
  get bytes(): number {
    return this.#ends.byteLength + this.#keys.byteLength + this.#values.byteLength;
  }

  /** Counts an owner's keys before `end`. */
  countBefore(owner: number, end: number): number {
    const begin = this.#begin(owner);
    let [low, high] = [begin, elementAt(this.#ends, owner)];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (elementAt(this.#keys, middle) < end) low = middle + 1;
      else high = middle;
    }
    return low - begin;
  }

  /** Returns the key at a position of an owner's list, from 0. */
  key(owner: number, position: number): number {
    return elementAt(this.#keys, this.#begin(owner) + position);
  }

  /** Returns the value at a position of an owner's list, from 0. */
  value(owner: number, position: number): number {
    return elementAt(this.#values, this.#begin(owner) + position);
  }

  #begin(owner: number): number {
    return owner === 0 ? 0 : elementAt(this.#ends, owner - 1);
  }
}
