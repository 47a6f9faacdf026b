import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { z } from 'zod';
import type { Database } from '../connection/database.js';
import { createBatchLoader, queryRows } from '../connection/statements.js';

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
  /** This process makes no call while all processes together have made this many within the last 30 seconds. */
  readonly callsPer30Seconds: number;
  /** How long a call waits for a permit, in milliseconds. */
  readonly maxWaitMs: number;
  /** How long a call waits for others to share its statement, in milliseconds. Defaults to 0. */
  readonly batchMs?: number;
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
  private readonly closing = new AbortController();
  private readonly permits: DataLoader<number, Cooldown | null>;
  /** One for all that wait: when it ends, they ask again in one statement, before any other. */
  private pause: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clientId: string,
    private readonly options: RateLimitOptions,
  ) {
    const { batchMs: delayMs = 0 } = options;
    const acquireAll = (calls: readonly number[]) => this.acquireAll(calls.length);
    this.permits = createBatchLoader(acquireAll, { inTurn: true, delayMs });
  }

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
   * Acquires a permit. Concurrent calls share one statement. Those that have waited longest get the first permits.
   *
   * @returns null with a permit, otherwise why there is none
   */
  async acquire(): Promise<Cooldown | null> {
    const deadline = performance.now() + this.options.maxWaitMs;
    for (;;) {
      if (this.pause) await this.pause;
      const next = await this.permits.load(1);
      if (!next) return null;
      const waitMs = next.secondsLeft * 1_000;
      if (performance.now() + waitMs > deadline || this.closing.signal.aborted) return next;
      // Permits become free once a second.
      const pauseMs = Math.min(1_000, Math.max(50, waitMs));
      this.pause ??= delay(pauseMs, undefined, { signal: this.closing.signal })
        .catch(() => undefined)
        .finally(() => (this.pause = undefined));
    }
  }

  /** Starts a cooldown, or extends the current one. Returns the result. */
  async startCooldown(seconds: number, reason: Cooldown['reason']): Promise<Cooldown> {
    const values = [this.clientId, seconds, reason];
    const [started] = await queryRows(this.database.pool, cooldown, START_COOLDOWN, values);
    if (!started) throw new Error('PostgreSQL returned no cooldown.');
    return started;
  }

  private async acquireAll(calls: number): Promise<(Cooldown | null)[]> {
    const [result] = await queryRows(this.database.pool, permits, {
      name: 'acquire-permits',
      text: ACQUIRE,
      values: [this.clientId, calls, this.options.callsPer30Seconds],
    });
    if (!result) throw new Error('PostgreSQL returned no permits.');
    const { acquired, ...next } = result;
    return Array.from({ length: calls }, (_, index) => (index < acquired ? null : next));
  }
}

type Budget = Pick<RateLimitOptions, 'callsPer30Seconds'>;

/**
 * Limits the calls that exchange a sign-in's code. Anyone can send invented codes, so these calls get at most a fifth of
 * the budget, and never its last tenth, which signed-in listeners need.
 */
export class SignInRateLimiterRepository extends SpotifyRateLimiterRepository {
  private readonly share: SpotifyRateLimiterRepository;

  /** @param options.callsPer30Seconds the whole budget */
  constructor(database: Database, clientId: string, { callsPer30Seconds }: Budget) {
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
  /** @param options.callsPer30Seconds the limit of the process */
  constructor(database: Database, clientId: string, { callsPer30Seconds }: Budget) {
    super(database, clientId, shareOf(callsPer30Seconds, 0.5));
  }
}

function shareOf(callsPer30Seconds: number, part: number): RateLimitOptions {
  return { callsPer30Seconds: Math.max(1, Math.floor(callsPer30Seconds * part)), maxWaitMs: 0 };
}
