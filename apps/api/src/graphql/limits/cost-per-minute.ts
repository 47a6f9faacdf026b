import { LRUCache } from 'lru-cache';
import { RateLimitExceededError } from '../../errors/client-error.js';

const WINDOW_MS = 60_000;
/** Listeners counted at once. Beyond that, the least recently seen one is evicted and starts from zero. */
const MAX_LISTENERS = 100_000;

/** Limits the cost of a listener's operations per minute, in this process. The minute starts with the first operation. */
export class CostPerMinute {
  private readonly spent: LRUCache<number, number>;

  /** @param now the process's own clock, in milliseconds */
  constructor(
    private readonly limit: number,
    now: () => number = () => performance.now(),
  ) {
    this.spent = new LRUCache({ max: MAX_LISTENERS, ttl: WINDOW_MS, ttlResolution: 0, perf: { now } });
  }

  /**
   * Charges all of `cost`, or nothing of it.
   *
   * @throws {RateLimitExceededError} the listener's minute has less left
   */
  charge(listenerId: number, cost: number): void {
    const spent = this.spent.get(listenerId) ?? 0;
    if (spent + cost > this.limit) {
      const seconds = Math.ceil(this.spent.getRemainingTTL(listenerId) / 1_000);
      const limit = `${this.limit} objects can be asked for within a minute`;
      throw new RateLimitExceededError(limit, Math.max(1, seconds));
    }
    // The minute begins with the first operation, not with the last.
    this.spent.set(listenerId, spent + cost, { noUpdateTTL: true });
  }
}
