import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { Database } from '../connection/database.js';

type HoldReason = 'RATE_LIMITED' | 'QUOTA_EXCEEDED';

/** A time in which calls to Spotify have to wait, by PostgreSQL's clock. */
interface Hold {
  readonly until: Date;
  readonly secondsLeft: number;
  readonly reason: HoldReason;
}

/** How many calls a process may make, and whether it would rather wait than be refused. */
export interface Pace {
  /** The most calls of all processes together in any 30 seconds, as far as this process goes. */
  readonly callsPer30Seconds: number;
  /** For how long a call waits for its place in that budget, in milliseconds. */
  readonly patienceMs: number;
  /** How long a call waits for others to be let pass with it, in milliseconds; by default not at all. */
  readonly gatherMs?: number;
}

interface Passed extends Hold {
  readonly passed: number;
}

interface Waiting {
  readonly until: number;
  readonly answer: (hold: Hold | null) => void;
  readonly fail: (error: unknown) => void;
}

/** The gate before Spotify, one for each Spotify app, that every process and every restart sees. */
export class RateGateRepository implements OnModuleDestroy {
  private waiting: Waiting[] = [];
  private serving = false;
  private readonly closing = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly clientId: string,
    private readonly pace: Pace,
  ) {}

  async current(): Promise<Hold | null> {
    const rows = await this.database.sql<Hold[]>`
      SELECT held_until AS until, reason,
             ceil(extract(epoch FROM held_until - clock_now()))::int AS "secondsLeft"
      FROM rate_gate WHERE client_id = ${this.clientId} AND held_until > clock_now()`;
    return rows[0] ?? null;
  }

  /** From now on nobody is kept waiting: the process is about to end. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  /** Calls of this process that ask at the same time are let pass together, by one statement. */
  pass(): Promise<Hold | null> {
    return new Promise((answer, fail) => {
      this.waiting.push({ until: performance.now() + this.pace.patienceMs, answer, fail });
      if (!this.serving) void this.serve();
    });
  }

  async hold(seconds: number, reason: HoldReason): Promise<Hold> {
    const rows = await this.database.sql<[Hold]>`
      INSERT INTO rate_gate AS gate (client_id, held_until, reason, seconds, calls)
      VALUES (${this.clientId}, clock_now() + make_interval(secs => ${seconds}), ${reason}, '{}', '{}')
      ON CONFLICT (client_id) DO UPDATE
      SET held_until = greatest(gate.held_until, excluded.held_until),
          reason = CASE WHEN gate.held_until >= excluded.held_until THEN gate.reason ELSE excluded.reason END
      RETURNING held_until AS until, reason,
                ceil(extract(epoch FROM held_until - clock_now()))::int AS "secondsLeft"`;
    return rows[0];
  }

  private async serve(): Promise<void> {
    this.serving = true;
    while (this.waiting.length > 0) {
      // Whoever asks in this turn of the event loop comes along, at least.
      await (this.pace.gatherMs ? delay(this.pace.gatherMs) : Promise.resolve());
      const asking = this.waiting;
      this.waiting = [];
      try {
        await this.letPass(asking);
      } catch (error) {
        for (const { fail } of asking) fail(error);
      }
    }
    this.serving = false;
  }

  private async letPass(asking: Waiting[]): Promise<void> {
    const [{ passed, ...hold }] = await this.database.sql<[Passed]>`
      SELECT passed, until, ceil(seconds_left)::int AS "secondsLeft", why AS reason
      FROM pass_gate(${this.clientId}, ${asking.length}, ${this.pace.callsPer30Seconds})`;
    for (const { answer } of asking.splice(0, passed)) answer(null);
    if (asking.length === 0) return;
    const now = performance.now();
    const nextPlace = now + hold.secondsLeft * 1_000;
    const patient = asking.filter(({ until }) => nextPlace <= until && !this.closing.signal.aborted);
    for (const { answer } of asking.splice(0).filter((one) => !patient.includes(one))) answer(hold);
    if (patient.length === 0) return;
    this.waiting.unshift(...patient);
    // Looks again within the second: places become free one whole second at a time.
    const pause = Math.min(1_000, Math.max(50, nextPlace - now));
    await delay(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }
}
