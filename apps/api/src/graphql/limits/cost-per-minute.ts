import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitExceededError } from '../../errors/client-error.js';

/** Limits the cost of a listener's operations per minute, in this process. The minute starts with the first operation. */
export class CostPerMinute {
  /** Its keys are bounded by the listeners of a minute; it has a timer for each. */
  private readonly limiter: RateLimiterMemory;

  constructor(private readonly limit: number) {
    this.limiter = new RateLimiterMemory({ points: limit, duration: 60 });
  }

  /**
   * Charges all of `cost`, or nothing of it.
   *
   * @throws {RateLimitExceededError} the listener's minute has less left
   */
  async charge(listenerId: number, cost: number): Promise<void> {
    try {
      await this.limiter.consume(listenerId, cost);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      // The limiter counts rejected points too, which would keep out a cheaper operation that still fits.
      await this.limiter.reward(listenerId, cost);
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw new RateLimitExceededError(`${this.limit} objects can be asked for within a minute`, seconds);
    }
  }
}
