import { LRUCache } from 'lru-cache';
import { AllowanceUsedUpError } from '../allowance-used-up.error.js';

const WINDOW_MS = 60_000;
/** Networks that are counted at a time; beyond them, the one that was quiet for longest starts again. */
const MOST_NETWORKS = 20_000;

/** Limits requests without a sign-in: so many from one network within a minute, counted by this process alone. */
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
   * @throws {AllowanceUsedUpError} the network has made as many as it may; this one is not counted
   */
  count(network: string): void {
    const counted = this.counts.get(network) ?? 0;
    if (counted >= this.perMinute) {
      const seconds = Math.ceil(this.counts.getRemainingTTL(network) / 1_000);
      const limit = `${this.perMinute} requests without a sign-in are served to one address within a minute`;
      throw new AllowanceUsedUpError(limit, Math.max(1, seconds));
    }
    // The minute begins with the first request, not with the last.
    this.counts.set(network, counted + 1, { noUpdateTTL: true });
  }

  /** Takes one request back: it turned out to come with a sign-in. */
  giveBack(network: string): void {
    const counted = this.counts.get(network);
    if (counted !== undefined) this.counts.set(network, Math.max(0, counted - 1), { noUpdateTTL: true });
  }
}
