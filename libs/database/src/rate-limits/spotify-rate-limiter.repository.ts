import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { z } from 'zod';
import type { Database } from '../connection/database.js';
import { queryRows } from '../connection/statements.js';

/** A period without calls to Spotify, by PostgreSQL's clock. */
const cooldown = z.object({
  until: z.date(),
  secondsLeft: z.int(),
  reason: z.enum(['RATE_LIMITED', 'QUOTA_EXCEEDED']),
});
type Cooldown = Readonly<z.output<typeof cooldown>>;

/** The number of acquired permits, and when the next one will be free. */
const permits = z.object({ acquired: z.int(), ...cooldown.shape });

/** The limits of one process. */
export interface RateLimitOptions {
  /** The number of calls of all processes in any 30 seconds up to which this process makes more. */
  readonly callsPer30Seconds: number;
  /** How long a call waits for a permit, in milliseconds. */
  readonly maxWaitMs: number;
  /** How long a call waits for others to share its statement, in milliseconds. Defaults to 0. */
  readonly batchMs?: number;
}

interface Waiter {
  readonly deadline: number;
  readonly resolve: (cooldown: Cooldown | null) => void;
  readonly reject: (error: unknown) => void;
}

const CURRENT_COOLDOWN = `
  SELECT cooldown_until AS until, reason,
         ceil(extract(epoch FROM cooldown_until - clock_now()))::int AS "secondsLeft"
  FROM spotify_rate_limit WHERE client_id = $1 AND cooldown_until > clock_now()`;

const ACQUIRE = `
  SELECT acquired, until, ceil(seconds_left)::int AS "secondsLeft", why AS reason
  FROM acquire_spotify_permits($1, $2, $3)`;

const START_COOLDOWN = `
  INSERT INTO spotify_rate_limit AS stored (client_id, cooldown_until, reason, seconds, calls)
  VALUES ($1, clock_now() + make_interval(secs => $2), $3, '{}', '{}')
  ON CONFLICT (client_id) DO UPDATE
  SET cooldown_until = greatest(stored.cooldown_until, excluded.cooldown_until),
      reason = CASE WHEN stored.cooldown_until >= excluded.cooldown_until THEN stored.reason ELSE excluded.reason END
  RETURNING cooldown_until AS until, reason,
            ceil(extract(epoch FROM cooldown_until - clock_now()))::int AS "secondsLeft"`;

/** Limits calls to Spotify per app. The state is in PostgreSQL, which all processes share and which outlasts restarts. */
export class SpotifyRateLimiterRepository implements OnModuleDestroy {
  private waiters: Waiter[] = [];
  private isServing = false;
  private readonly closing = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly clientId: string,
    private readonly options: RateLimitOptions,
  ) {}

  /** Reads the current cooldown; null if calls are allowed. */
  async currentCooldown(): Promise<Cooldown | null> {
    const [current] = await queryRows(this.database.pool, cooldown, CURRENT_COOLDOWN, [this.clientId]);
    return current ?? null;
  }

  /** Stops waiting for permits. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  /**
   * Acquires a permit. Concurrent calls share one statement.
   *
   * @returns null with a permit, otherwise why there is none
   */
  acquire(): Promise<Cooldown | null> {
    return new Promise((resolve, reject) => {
      this.waiters.push({ deadline: performance.now() + this.options.maxWaitMs, resolve, reject });
      if (!this.isServing) void this.serve();
    });
  }

  /** Starts a cooldown, or extends the current one. Returns the result. */
  async startCooldown(seconds: number, reason: Cooldown['reason']): Promise<Cooldown> {
    const values = [this.clientId, seconds, reason];
    const [started] = await queryRows(this.database.pool, cooldown, START_COOLDOWN, values);
    if (!started) throw new Error('PostgreSQL returned no cooldown.');
    return started;
  }

  private async serve(): Promise<void> {
    this.isServing = true;
    while (this.waiters.length > 0) {
      // Batches at least the calls of this turn of the event loop.
      await (this.options.batchMs ? delay(this.options.batchMs) : Promise.resolve());
      const batch = this.waiters;
      this.waiters = [];
      try {
        await this.acquireFor(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.isServing = false;
  }

  private async acquireFor(batch: Waiter[]): Promise<void> {
    const [result] = await queryRows(this.database.pool, permits, {
      name: 'acquire-permits',
      text: ACQUIRE,
      values: [this.clientId, batch.length, this.options.callsPer30Seconds],
    });
    if (!result) throw new Error('PostgreSQL returned no permits.');
    const { acquired, ...next } = result;
    for (const { resolve } of batch.splice(0, acquired)) resolve(null);
    if (batch.length === 0) return;
    const now = performance.now();
    const nextPermit = now + next.secondsLeft * 1_000;
    const canWait = ({ deadline }: Waiter): boolean => nextPermit <= deadline && !this.closing.signal.aborted;
    const waiting = batch.filter(canWait);
    for (const waiter of batch.splice(0)) if (!waiting.includes(waiter)) waiter.resolve(next);
    if (waiting.length === 0) return;
    this.waiters.unshift(...waiting);
    // Permits become free once a second.
    const pause = Math.min(1_000, Math.max(50, nextPermit - now));
    await delay(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }
}

/**
 * Limits the calls that exchange a sign-in's code. Anyone can send invented codes, so these calls get at most a fifth of
 * the budget, and never its last tenth, which signed-in listeners need.
 */
export class SignInRateLimiterRepository extends SpotifyRateLimiterRepository {
  private readonly share: SpotifyRateLimiterRepository;

  /** @param callsPer30Seconds the whole budget */
  constructor(database: Database, clientId: string, callsPer30Seconds: number) {
    super(database, clientId, shareOf(callsPer30Seconds, 0.9));
    // Counts the share in a row of its own. Client ids contain no colon.
    this.share = new SpotifyRateLimiterRepository(
      database,
      `${clientId}:sign-ins`,
      shareOf(callsPer30Seconds, 0.2),
    );
  }

  override async acquire(): ReturnType<SpotifyRateLimiterRepository['acquire']> {
    return (await this.share.acquire()) ?? (await super.acquire());
  }
}

/**
 * Limits the calls that link artists to what snapshots and people leave: there are none while the calls of the last 30
 * seconds reach half of the process's limit.
 */
export class ArtistLinkRateLimiterRepository extends SpotifyRateLimiterRepository {
  /** @param callsPer30Seconds the limit of the process */
  constructor(database: Database, clientId: string, callsPer30Seconds: number) {
    super(database, clientId, shareOf(callsPer30Seconds, 0.5));
  }
}

function shareOf(callsPer30Seconds: number, part: number): RateLimitOptions {
  return { callsPer30Seconds: Math.max(1, Math.floor(callsPer30Seconds * part)), maxWaitMs: 0 };
}
