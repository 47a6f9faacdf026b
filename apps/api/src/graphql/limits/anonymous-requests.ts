import { LRUCache } from 'lru-cache';
import { RateLimitExceededError } from '../../errors/client-error.js';

const WINDOW_MS = 60_000;
/** Networks counted at once. Beyond that, the least recently seen one is evicted and starts from zero. */
const MOST_NETWORKS = 20_000;

/** Limits unauthenticated requests per network and minute, counted in this process only. */
export class AnonymousRequests {
  private readonly counts: LRUCache<string, number>;

  /** @param now the process's own clock, in milliseconds */
  constructor(
    private readonly perMinute: number,
    now: () => number = () => performance.now(),
  ) {
    this.counts = new LRUCache({ max: MOST_NETWORKS, ttl: WINDOW_MS, ttlResolution: 0, perf: { now } });
  }

  /**
   * Counts one request.
   *
   * @throws {RateLimitExceededError} the network has made as many as it may; this one is not counted
   */
  count(network: string): void {
    const counted = this.counts.get(network) ?? 0;
    if (counted >= this.perMinute) {
      const seconds = Math.ceil(this.counts.getRemainingTTL(network) / 1_000);
      const limit = `One address may send ${this.perMinute} unauthenticated requests per minute`;
      throw new RateLimitExceededError(limit, Math.max(1, seconds));
    }
    // The minute begins with the first request, not with the last.
    this.counts.set(network, counted + 1, { noUpdateTTL: true });
  }

  /** Undoes one count, for a request that turned out to be authenticated. */
  giveBack(network: string): void {
    const counted = this.counts.get(network);
    if (counted !== undefined) this.counts.set(network, Math.max(0, counted - 1), { noUpdateTTL: true });
  }
}
