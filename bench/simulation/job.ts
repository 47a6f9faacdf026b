import type { PermitLine } from './permits.js';

/** Assumed: how long Spotify takes to answer a call. */
const SPOTIFY_MS = 200;
/**
 * The worker's own time for a job, before the first call and after the last. Measured: one worker with 8 jobs at a time
 * records 54 listeners a second when Spotify answers at once, which is 148 ms for each.
 */
const BEFORE_MS = 50;
const AFTER_MS = 100;
/** `maxWaitMs` of the worker's limiter. */
const MAX_WAIT_MS = 120_000;

/** How a job ended. */
export interface Attempt {
  readonly id: number;
  readonly recorded: number;
  readonly refused: number;
  readonly retryAfterSeconds: number;
  readonly refreshed: boolean;
}

/** Runs one job of a worker at a time: a refresh of the token unless it is fresh, then all missing lists concurrently. */
export class Slot {
  private id = 0;
  private step: 'FREE' | 'BEFORE' | 'TOKEN' | 'LISTS' | 'AFTER' = 'FREE';
  private lists = 0;
  private refreshed = false;
  private outstanding = 0;
  private recorded = 0;
  private refusals = 0;
  private retryAfterSeconds = 0;
  private readyAt = 0;
  startedAt = 0;

  constructor(private readonly line: PermitLine) {}

  get isFree(): boolean {
    return this.step === 'FREE';
  }

  start(nowMs: number, id: number, lists: number, isFresh: boolean): void {
    this.id = id;
    this.lists = lists;
    this.refreshed = !isFresh;
    this.recorded = this.refusals = this.retryAfterSeconds = 0;
    this.startedAt = nowMs;
    this.step = 'BEFORE';
    this.readyAt = nowMs + BEFORE_MS;
  }

  /** Continues the job as far as possible. Returns the outcome when it is done, else null. */
  advance(nowMs: number): Attempt | null {
    if (this.step === 'FREE' || this.outstanding > 0 || nowMs < this.readyAt) return null;
    if (this.step === 'AFTER') {
      this.step = 'FREE';
      const { id, recorded, refusals: refused, retryAfterSeconds, refreshed } = this;
      return { id, recorded, refused, retryAfterSeconds, refreshed };
    }
    if (this.step === 'BEFORE' && this.refreshed) this.call(nowMs, 'TOKEN', 1);
    else if (this.step === 'TOKEN' && this.refusals > 0) {
      // Without a token, all lists fail.
      this.refreshed = false;
      this.refusals = this.lists;
      this.finish(nowMs);
    } else if (this.step === 'LISTS') {
      this.recorded = this.lists - this.refusals;
      this.finish(nowMs);
    } else this.call(nowMs, 'LISTS', this.lists);
    return null;
  }

  private call(nowMs: number, step: 'TOKEN' | 'LISTS', calls: number): void {
    this.step = step;
    this.outstanding = calls;
    const waiter = {
      deadline: nowMs + MAX_WAIT_MS,
      granted: (grantedMs: number) => {
        this.outstanding -= 1;
        this.readyAt = grantedMs + SPOTIFY_MS;
      },
      refused: (secondsLeft: number) => {
        this.outstanding -= 1;
        this.refusals += 1;
        this.retryAfterSeconds = Math.max(this.retryAfterSeconds, secondsLeft);
      },
    };
    for (let n = 0; n < calls; n += 1) this.line.join(waiter);
  }

  private finish(nowMs: number): void {
    this.step = 'AFTER';
    this.readyAt = nowMs + AFTER_MS;
  }
}
