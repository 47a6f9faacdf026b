import { at } from './columns.js';

/** Integers in a row. Outside of the heap, where those of ten years would have to be moved and collected as they grow. */
class Column {
  #values = new Int32Array(1_024);
  size = 0;

  add(value: number): void {
    if (this.size === this.#values.length) {
      const values = new Int32Array(2 * this.size);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.size++] = value;
  }

  at(index: number): number {
    return at(this.#values, index);
  }
}

/** Collects what happened, in order of the moments, for {@link Timelines}. */
export class TimelinesDraft {
  readonly owners = new Column();
  readonly moments = new Column();
  readonly values = new Column();

  add(owner: number, moment: number, value: number): void {
    this.owners.add(owner);
    this.moments.add(moment);
    this.values.add(value);
  }
}

/**
 * A list for each of many owners, numbered from 0: of moments, each with a value, in order. All lists lie one behind
 * the other in one pair of columns; what an owner had up to a moment is found by halving.
 */
export class Timelines {
  readonly #ends: Int32Array;
  readonly #moments: Int32Array;
  readonly #values: Int32Array;

  constructor(ownerCount: number, { owners, moments, values }: TimelinesDraft) {
    const { size } = owners;
    const fill = new Int32Array(ownerCount + 1);
    for (let index = 0; index < size; index++) {
      const owner = owners.at(index);
      fill[owner + 1] = at(fill, owner + 1) + 1;
    }
    for (let owner = 0; owner < ownerCount; owner++) fill[owner + 1] = at(fill, owner + 1) + at(fill, owner);
    this.#moments = new Int32Array(size);
    this.#values = new Int32Array(size);
    // While a list fills up, its beginning moves to where the next goes; at last to its end.
    for (let index = 0; index < size; index++) {
      const owner = owners.at(index);
      const place = at(fill, owner);
      this.#moments[place] = moments.at(index);
      this.#values[place] = values.at(index);
      fill[owner] = place + 1;
    }
    this.#ends = fill.slice(0, ownerCount);
  }

  get bytes(): number {
    return this.#ends.byteLength + this.#moments.byteLength + this.#values.byteLength;
  }

  /** How many of an owner's moments lie before `end`. */
  countBefore(owner: number, end: number): number {
    const begin = this.#begin(owner);
    let [low, high] = [begin, at(this.#ends, owner)];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at(this.#moments, middle) < end) low = middle + 1;
      else high = middle;
    }
    return low - begin;
  }

  /** The moment at a position of an owner's list, from 0. */
  moment(owner: number, position: number): number {
    return at(this.#moments, this.#begin(owner) + position);
  }

  /** The value at a position of an owner's list, from 0. */
  value(owner: number, position: number): number {
    return at(this.#values, this.#begin(owner) + position);
  }

  #begin(owner: number): number {
    return owner === 0 ? 0 : at(this.#ends, owner - 1);
  }
}
