import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '../connection/database.js';

/** At most `limit` units per window. The first unit after a window has ended starts the next one. */
export interface Quota {
  readonly kind: 'ACCESS_TOKEN' | 'SIGN_IN' | 'SNAPSHOT';
  readonly limit: number;
  readonly windowSeconds: number;
}

/** The owner of a quota: a listener, or the network of an address. */
type Subject = { readonly listenerId: number } | { readonly address: string };

const DAY_MS = 86_400_000;

/** SQLSTATE: the row refers to a deleted listener. */
const FOREIGN_KEY_VIOLATION = '23503';

/** Quotas that all processes share, in PostgreSQL. docs/adr/0006-rate-limits.md says how exact they are. */
@Injectable()
export class RateLimits {
  constructor(private readonly database: Database) {}

  /** Opens a quota. */
  open(quota: Quota): RateLimit {
    return new RateLimit(
      new RateLimiterPostgres({
        storeClient: this.database.pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        // Replaced by `consume`, which needs no timer.
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
   * @returns null if one was available, otherwise the whole seconds until one is. Always null for a deleted listener,
   *   whose request fails elsewhere
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
      // Deletes expired rows in the background, since addresses are unbounded. Waits a day in case this clock is fast.
      if ('address' in subject) void this.limiter.clearExpired?.(Date.now() - DAY_MS);
    }
  }
}

/** Missing from the package's types. Never rejects. */
interface ExpiryStore {
  clearExpired(before: number): Promise<void>;
}
