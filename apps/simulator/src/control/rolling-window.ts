export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
}

/**
 * A limit on the calls of an app in any stretch of so many seconds, by real and steady time. Calls that are
 * turned away do not count.
 */
export class RollingWindow {
  #limit: RateLimit | null = null;
  #admitted: number[] = [];

  /** @param monotonic tells real time in milliseconds, and never goes back */
  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  limit(limit: RateLimit | null): void {
    this.#limit = limit;
    this.#admitted = [];
  }

  get current(): RateLimit | null {
    return this.#limit;
  }

  /** Admits a call (0), or tells after how many seconds, at least 1, one will be admitted. */
  admit(): number {
    if (!this.#limit) return 0;
    const now = this.monotonic();
    const span = this.#limit.perSeconds * 1000;
    this.#admitted = this.#admitted.filter((at) => at > now - span);
    if (this.#admitted.length < this.#limit.requests) {
      this.#admitted.push(now);
      return 0;
    }
    const oldest = this.#admitted[0] ?? now;
    return Math.max(1, Math.ceil((oldest + span - now) / 1000));
  }
}
