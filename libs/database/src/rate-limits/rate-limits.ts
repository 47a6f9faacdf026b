import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '../connection/database.js';

/** At most `limit` units per window. A window starts with the first unit that is taken after the one before it. */
export interface Quota {
  readonly kind: 'ACCESS_TOKEN' | 'SIGN_IN' | 'SNAPSHOT';
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Whose quota it is: it has a listener's id, or the network of an address. */
type Subject = { readonly listenerId: number } | { readonly address: string };

const DAY_MS = 86_400_000;

/** SQLSTATE of a row that refers to a listener who has left. */
const FOREIGN_KEY_VIOLATION = '23503';

/** Quotas that all processes count together, in PostgreSQL. docs/adr/0006-rate-limits.md says what they are exact about. */
@Injectable()
export class RateLimits {
  constructor(private readonly database: Database) {}

  open(quota: Quota): RateLimit {
    return new RateLimit(
      new RateLimiterPostgres({
        storeClient: this.database.pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        // It would start a timer; see `consume`.
        clearExpiredByTimeout: false,
        keyPrefix: quota.kind,
        points: quota.limit,
        duration: quota.windowSeconds,
      }),
    );
  }
}

/** One quota, for every listener or address. */
export class RateLimit {
  constructor(private readonly limiter: RateLimiterPostgres & Partial<ExpiryStore>) {}

  /**
   * Takes one unit.
   *
   * @returns null if it was available, otherwise after how many whole seconds it will be. A listener who has left gets it:
   *   what they ask for fails by itself.
   */
  async consume(subject: Subject): Promise<number | null> {
    const key = 'address' in subject ? `address:${subject.address}` : `listener:${subject.listenerId}`;
    try {
      await this.limiter.consume(key);
      return null;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      if (error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION) return null;
      throw error;
    } finally {
      // In the background. Addresses are unbounded, so their expired rows have to go; a day later, since the clock of this
      // process may be ahead of others.
      if ('address' in subject) void this.limiter.clearExpired?.(Date.now() - DAY_MS);
    }
  }
}

/** What the declarations of the package leave out. It never rejects. */
interface ExpiryStore {
  clearExpired(before: number): Promise<void>;
}
