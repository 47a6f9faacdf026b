/** The snapshots of one listener and range in order of their days, in columns. */
export interface HistoryColumns {
  /** The chart day of each snapshot, in days since 1970-01-01. Strictly ascending. */
  readonly days: Int32Array;
  /** When each snapshot was taken, in milliseconds since 1970. */
  readonly takenAt: Float64Array;
  /** 1 if there were no more artists. */
  readonly complete: Uint8Array;
  /** 1 if the snapshot is reconstructed from a listening history. */
  readonly reconstructed: Uint8Array;
  /** The index in `artists` at which each snapshot ends and the next begins. */
  readonly ends: Int32Array;
  /** The artists of all snapshots, each snapshot in rank order and without duplicates. */
  readonly artists: Int32Array;
}

/** Returns the memory of columns, in bytes. */
export function columnBytes({
  days,
  takenAt,
  complete,
  reconstructed,
  ends,
  artists,
}: HistoryColumns): number {
  const columns = [days, takenAt, complete, reconstructed, ends, artists];
  return columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/**
 * Returns an element of a column.
 *
 * @throws {RangeError} the index is out of bounds
 */
export function elementAt(column: Int32Array | Float64Array | Uint8Array, index: number): number {
  const value = column[index];
  if (value === undefined) throw new RangeError(`Index ${index} is out of bounds: length ${column.length}.`);
  return value;
}

/** Collects the entries of {@link Timelines}, in order of their moments. Keeps its memory when cleared. */
export class TimelinesBuilder {
  /** Owner, moment and value of each entry, off the JavaScript heap. */
  #entries = new Int32Array(3 * 1_024);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  get entries(): Int32Array {
    return this.#entries.subarray(0, this.#length);
  }

  add(owner: number, moment: number, value: number): void {
    if (this.#length === this.#entries.length) {
      const entries = new Int32Array(2 * this.#length);
      entries.set(this.#entries);
      this.#entries = entries;
    }
    this.#entries[this.#length] = owner;
    this.#entries[this.#length + 1] = moment;
    this.#entries[this.#length + 2] = value;
    this.#length += 3;
  }
}

/**
 * An ordered list of moments, each with a value, for each of many owners (numbered from 0). All lists are stored
 * contiguously in one pair of columns and searched by bisection.
 */
export class Timelines {
  readonly #ends: Int32Array;
  readonly #moments: Int32Array;
  readonly #values: Int32Array;

  constructor(ownerCount: number, { entries }: TimelinesBuilder) {
    /** Where the next entry of each owner goes: a counting sort by owner. */
    const next = new Int32Array(ownerCount + 1);
    for (let entry = 0; entry < entries.length; entry += 3) {
      const owner = elementAt(entries, entry);
      next[owner + 1] = elementAt(next, owner + 1) + 1;
    }
    for (let owner = 0; owner < ownerCount; owner++) {
      next[owner + 1] = elementAt(next, owner + 1) + elementAt(next, owner);
    }
    this.#moments = new Int32Array(entries.length / 3);
    this.#values = new Int32Array(entries.length / 3);
    for (let entry = 0; entry < entries.length; entry += 3) {
      const owner = elementAt(entries, entry);
      const target = elementAt(next, owner);
      this.#moments[target] = elementAt(entries, entry + 1);
      this.#values[target] = elementAt(entries, entry + 2);
      next[owner] = target + 1;
    }
    this.#ends = next.slice(0, ownerCount);
  }

  /** The memory in use, in bytes. */
  get bytes(): number {
    return this.#ends.byteLength + this.#moments.byteLength + this.#values.byteLength;
  }

  /** Counts an owner's moments before `end`. */
  countBefore(owner: number, end: number): number {
    const begin = this.#begin(owner);
    let [low, high] = [begin, elementAt(this.#ends, owner)];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (elementAt(this.#moments, middle) < end) low = middle + 1;
      else high = middle;
    }
    return low - begin;
  }

  /** Returns the moment at a position of an owner's list, from 0. */
  moment(owner: number, position: number): number {
    return elementAt(this.#moments, this.#begin(owner) + position);
  }

  /** Returns the value at a position of an owner's list, from 0. */
  value(owner: number, position: number): number {
    return elementAt(this.#values, this.#begin(owner) + position);
  }

  #begin(owner: number): number {
    return owner === 0 ? 0 : elementAt(this.#ends, owner - 1);
  }
}
