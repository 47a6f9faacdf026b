import { at } from './columns.js';

/** Collects what happened, in order of the moments, for {@link Timelines}. */
export class TimelinesDraft {
  readonly owners: number[] = [];
  readonly moments: number[] = [];
  readonly values: number[] = [];

  add(owner: number, moment: number, value: number): void {
    this.owners.push(owner);
    this.moments.push(moment);
    this.values.push(value);
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
    const fill = new Int32Array(ownerCount + 1);
    for (const owner of owners) fill[owner + 1] = at(fill, owner + 1) + 1;
    for (let owner = 0; owner < ownerCount; owner++) fill[owner + 1] = at(fill, owner + 1) + at(fill, owner);
    this.#moments = new Int32Array(owners.length);
    this.#values = new Int32Array(owners.length);
    // While a list fills up, its beginning moves to where the next goes; at last to its end.
    for (const [index, owner] of owners.entries()) {
      const place = at(fill, owner);
      this.#moments[place] = moments[index] ?? 0;
      this.#values[place] = values[index] ?? 0;
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
