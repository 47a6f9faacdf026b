/** Something is taken ahead for whoever has been counted so often in a row, without a pause of {@link KEPT_MS}. */
const OFTEN = 20;
/** What is taken ahead is what the present pace uses up in so many milliseconds ... */
const PACE_MS = 250;
/** ... and at most this share of what is left of the allowance, so that other processes do not miss it. */
const SHARE = 1 / 16;
/** After this time what is left of an advance is given back, in milliseconds. */
export const KEPT_MS = 500;

/** What has been taken of an allowance, and where it is counted. */
export interface Advance {
  /** What was taken ahead and is not spent yet. */
  readonly left: number;
  /** What was asked for and is spent. */
  readonly spent: number;
  /** What others, or a later statement, may still take of the allowance. */
  readonly free: number;
  /** The entry of the count that all of it is in, by its second since 1970. */
  readonly second: number;
}

/** What has not been spent, and the entry that it was counted in. */
export interface Remainder {
  readonly amount: number;
  readonly second: number;
}

interface Known extends Advance {
  left: number;
  spent: number;
  /** When it was taken, in milliseconds of the process's own clock. */
  readonly begun: number;
  /** How often something was taken in a row. */
  readonly times: number;
}

/**
 * Amounts that were taken ahead for those who take much in a short time, so that not every request waits for PostgreSQL.
 * They are counted from the moment they are taken, so that nobody ever gets more than is allowed; what is not spent soon
 * is given back to the entry it was counted in. Until then another process may refuse what would still have been allowed:
 * a sixteenth of what was left, for half a second.
 */
export class Advances {
  private readonly known = new Map<string, Known>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Spends of what was taken ahead; false where that does not suffice. */
  spend(key: string, amount: number): boolean {
    const advance = this.known.get(key);
    if (!advance || advance.left < amount || this.now() - advance.begun > KEPT_MS) return false;
    advance.left -= amount;
    advance.spent += amount;
    return true;
  }

  /** How much to take ahead together with `amount`: 0 where that would not save a statement. */
  size(key: string, amount: number): number {
    const advance = this.known.get(key);
    if (!advance || advance.times < OFTEN) return 0;
    const pace = advance.spent / Math.max(1, this.now() - advance.begun);
    const size = Math.floor(Math.min(pace * PACE_MS, advance.free * SHARE));
    return size >= amount ? size : 0;
  }

  /** Notes what has been taken, in place of what was known. */
  open(key: string, advance: Advance): Advance {
    const before = this.known.get(key);
    const now = this.now();
    const times = before && now - before.begun <= KEPT_MS ? before.times + 1 : 1;
    const known = { ...advance, begun: now, times };
    this.known.set(key, known);
    return known;
  }

  /** Takes what is left out of an advance, for it to be given back. */
  close(key: string): Remainder {
    const advance = this.known.get(key);
    if (!advance) return { amount: 0, second: 0 };
    const { left: amount, second } = advance;
    advance.left = 0;
    return { amount, second };
  }

  /** Forgets an advance whose time is over, unless another has taken its place: what is left of it is to be given back. */
  end(key: string, advance: Advance): Remainder {
    if (this.known.get(key) !== advance) return { amount: 0, second: 0 };
    const remainder = this.close(key);
    this.known.delete(key);
    return remainder;
  }
}
