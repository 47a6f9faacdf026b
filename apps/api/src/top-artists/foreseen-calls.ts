import type { Prepared } from '#spotify';
import { LRUCache } from 'lru-cache';

/** Lists whose age is remembered. */
const REMEMBERED = 10_000;

/**
 * Calls to Spotify that can be foreseen: for lists that were too old already when this process last saw them, or have
 * become so since. They are prepared while it is being found out whether another process has called meanwhile; where it
 * has, a place at the gate has been taken in vain.
 */
export class ForeseenCalls {
  /** From when on each list is too old, in milliseconds of the process's own clock. */
  private readonly outdated = new LRUCache<string, number>({ max: REMEMBERED });
  private readonly prepared = new Map<string, Prepared>();

  /** @param now the process's own clock, in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param usableMs for how long from now on the list may be served; less than 0 where it may not be */
  saw(key: string, usableMs: number): void {
    this.outdated.set(key, this.now() + usableMs);
  }

  /**
   * Has a call prepared if it is foreseen, unless one is already; and `find`s out whether it is needed. Whoever needs
   * it has to {@link take} it before that ends.
   */
  async around<Result>(key: string, prepare: () => Prepared, find: () => Promise<Result>): Promise<Result> {
    const isForeseen = (this.outdated.get(key) ?? Infinity) <= this.now();
    if (!isForeseen || this.prepared.has(key)) return find();
    const prepared = prepare();
    this.prepared.set(key, prepared);
    try {
      return await find();
    } finally {
      if (this.prepared.get(key) === prepared) this.prepared.delete(key);
    }
  }

  /** What was prepared, once: one place at the gate is for one call. */
  take(key: string): Prepared | undefined {
    const prepared = this.prepared.get(key);
    this.prepared.delete(key);
    return prepared;
  }
}
