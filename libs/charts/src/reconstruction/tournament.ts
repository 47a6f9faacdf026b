/** A leaf or subtree without contestants. */
const NONE = -1;

/**
 * Keeps the order of many contestants, numbered from 0, while few change at a time: a tree of matches in which each node
 * has the better of its two. A change replays at most one match for each level. `first` finds the best by letting each winner
 * leave in turn.
 */
export class Tournament {
  readonly #isAhead: (one: number, other: number) => boolean;
  readonly #leaves: number;
  /** The tree: the root at 1, the children of `node` at twice and twice plus one, the leaf of contestant 0 at `#leaves`. */
  readonly #winners: Int32Array;
  #size = 0;

  /** @param isAhead whether one of two different contestants wins; a strict order of all who take part */
  constructor(contestants: number, isAhead: (one: number, other: number) => boolean) {
    this.#isAhead = isAhead;
    this.#leaves = contestants;
    this.#winners = new Int32Array(2 * contestants).fill(NONE);
  }

  /** The number of contestants who take part. */
  get size(): number {
    return this.#size;
  }

  /** Lets a contestant take part, or updates its place after a change. */
  enter(contestant: number): void {
    const leaf = this.#leaves + contestant;
    if (this.#winners[leaf] === NONE) this.#size += 1;
    this.#winners[leaf] = contestant;
    this.#replay(contestant);
  }

  /** Removes a contestant who takes part. */
  leave(contestant: number): void {
    this.#winners[this.#leaves + contestant] = NONE;
    this.#size -= 1;
    this.#replay(contestant);
  }

  /** Returns the first `count` contestants in order, or all if they are fewer. */
  first(count: number): Int32Array {
    const found = new Int32Array(Math.min(count, this.#size));
    for (let place = 0; place < found.length; place += 1) {
      const winner = this.#winnerAt(1);
      found[place] = winner;
      this.leave(winner);
    }
    for (const contestant of found) this.enter(contestant);
    return found;
  }

  /** Replays the matches of a contestant up the tree, until one that another contestant won before and wins again. */
  #replay(contestant: number): void {
    for (let node = (this.#leaves + contestant) >> 1; node > 0; node >>= 1) {
      const [left, right] = [this.#winnerAt(2 * node), this.#winnerAt(2 * node + 1)];
      const leftWins = right === NONE || (left !== NONE && this.#isAhead(left, right));
      const winner = leftWins ? left : right;
      if (winner !== contestant && winner === this.#winners[node]) return;
      this.#winners[node] = winner;
    }
  }

  #winnerAt(node: number): number {
    return this.#winners[node] ?? NONE;
  }
}
