import { LRUCache } from 'lru-cache';
import { RateLimitExceededError } from '../../errors/client-error.js';

const WINDOW_MS = 60_000;

interface PerMinuteLimitOptions {
  /** The most units of a key per minute. */
  readonly limit: number;
  /** The most keys counted at once. Beyond that, the least recently used one starts again at zero. */
  readonly maxKeys: number;
  /** The quota, for the error message. */
  readonly quota: string;
  /** The clock of the process, in milliseconds. */
  readonly now?: () => number;
}

/** Limits units per key and minute, in this process. A minute starts with the first unit of its key. */
export class PerMinuteLimit<Key extends NonNullable<unknown>> {
  private readonly used: LRUCache<Key, number>;

  constructor(private readonly options: PerMinuteLimitOptions) {
    const { maxKeys, now = () => performance.now() } = options;
    this.used = new LRUCache({
      // `max` would allocate memory for all keys at once.
      maxSize: maxKeys,
      sizeCalculation: () => 1,
      ttl: WINDOW_MS,
      ttlResolution: 0,
      perf: { now },
    });
  }

  /**
   * Charges all units, or none.
   *
   * @throws {RateLimitExceededError} the minute of the key has fewer units left
   */
  charge(key: Key, units: number): void {
    const used = this.used.get(key) ?? 0;
    if (used + units > this.options.limit) {
      const seconds = Math.ceil(this.used.getRemainingTTL(key) / 1_000);
      throw new RateLimitExceededError(this.options.quota, Math.max(1, seconds));
    }
    this.used.set(key, used + units, { noUpdateTTL: true });
  }

  /** Undoes a charge, unless its minute is over. */
  refund(key: Key, units: number): void {
    const used = this.used.get(key);
    if (used !== undefined) this.used.set(key, Math.max(0, used - units), { noUpdateTTL: true });
  }
}
