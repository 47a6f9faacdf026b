import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';

/** A time in which calls to Spotify have to wait, by PostgreSQL's clock. */
const cooldown = z.object({
  until: z.date(),
  secondsLeft: z.int(),
  reason: z.enum(['RATE_LIMITED', 'QUOTA_EXCEEDED']),
});
type Cooldown = Readonly<z.output<typeof cooldown>>;

/** How many permits were acquired, and for the others when the next one is free. */
const permits = z.object({ acquired: z.int(), ...cooldown.shape });

/** How many calls a process may make, and how long it waits for a permit. */
export interface RateLimitOptions {
  /** The most calls of all processes together in any 30 seconds, as far as this process goes. */
  readonly callsPer30Seconds: number;
  /** How long a call waits for a permit, in milliseconds. */
  readonly maxWaitMs: number;
  /** How long a call waits for others to acquire permits with, in milliseconds; by default not at all. */
  readonly batchMs?: number;
}

interface Waiting {
  readonly until: number;
  readonly resolve: (cooldown: Cooldown | null) => void;
  readonly reject: (error: unknown) => void;
}

const CURRENT = `
  SELECT cooldown_until AS until, reason,
         ceil(extract(epoch FROM cooldown_until - clock_now()))::int AS "secondsLeft"
  FROM spotify_rate_limit WHERE client_id = $1 AND cooldown_until > clock_now()`;

const ACQUIRE = `
  SELECT acquired, until, ceil(seconds_left)::int AS "secondsLeft", why AS reason
  FROM acquire_spotify_permits($1, $2, $3)`;

const START = `
  INSERT INTO spotify_rate_limit AS kept (client_id, cooldown_until, reason, seconds, calls)
  VALUES ($1, clock_now() + make_interval(secs => $2), $3, '{}', '{}')
  ON CONFLICT (client_id) DO UPDATE
  SET cooldown_until = greatest(kept.cooldown_until, excluded.cooldown_until),
      reason = CASE WHEN kept.cooldown_until >= excluded.cooldown_until THEN kept.reason ELSE excluded.reason END
  RETURNING cooldown_until AS until, reason,
            ceil(extract(epoch FROM cooldown_until - clock_now()))::int AS "secondsLeft"`;

/** The rate limit of a Spotify app, in PostgreSQL, so that it counts for every process and outlasts restarts. */
export class SpotifyRateLimiterRepository implements OnModuleDestroy {
  private waiting: Waiting[] = [];
  private serving = false;
  private readonly closing = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly clientId: string,
    private readonly options: RateLimitOptions,
  ) {}

  async currentCooldown(): Promise<Cooldown | null> {
    const [current] = await queryRows(this.database.pool, cooldown, CURRENT, [this.clientId]);
    return current ?? null;
  }

  /** From now on no call waits: the process is about to end. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  /** Calls of this process that ask at the same time acquire their permits by one statement. */
  acquire(): Promise<Cooldown | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ until: performance.now() + this.options.maxWaitMs, resolve, reject });
      if (!this.serving) void this.serve();
    });
  }

  async startCooldown(seconds: number, reason: Cooldown['reason']): Promise<Cooldown> {
    const values = [this.clientId, seconds, reason];
    const [started] = await queryRows(this.database.pool, cooldown, START, values);
    if (!started) throw new Error('PostgreSQL returned no cooldown.');
    return started;
  }

  private async serve(): Promise<void> {
    this.serving = true;
    while (this.waiting.length > 0) {
      // At least the calls of this turn of the event loop are served together.
      await (this.options.batchMs ? delay(this.options.batchMs) : Promise.resolve());
      const asking = this.waiting;
      this.waiting = [];
      try {
        await this.acquireFor(asking);
      } catch (error) {
        for (const { reject } of asking) reject(error);
      }
    }
    this.serving = false;
  }

  private async acquireFor(asking: Waiting[]): Promise<void> {
    const values = [this.clientId, asking.length, this.options.callsPer30Seconds];
    const [result] = await queryRows(this.database.pool, permits, ACQUIRE, values);
    if (!result) throw new Error('PostgreSQL returned no permits.');
    const { acquired, ...next } = result;
    for (const { resolve } of asking.splice(0, acquired)) resolve(null);
    if (asking.length === 0) return;
    const now = performance.now();
    const nextPermit = now + next.secondsLeft * 1_000;
    const patient = asking.filter((one) => nextPermit <= one.until && !this.closing.signal.aborted);
    for (const one of asking.splice(0)) if (!patient.includes(one)) one.resolve(next);
    if (patient.length === 0) return;
    this.waiting.unshift(...patient);
    // Asks again within the second: permits become free one whole second at a time.
    const pause = Math.min(1_000, Math.max(50, nextPermit - now));
    await delay(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }
}
