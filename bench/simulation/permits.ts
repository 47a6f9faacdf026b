/** What `acquire_spotify_permits` returns. */
interface Permits {
  readonly acquired: number;
  /** Seconds until another permit may be free, rounded up. */
  readonly secondsLeft: number;
}

/** A call counts for this many seconds after its own, so that any 30 seconds hold at most the limit. */
const WINDOW_SECONDS = 30;

/**
 * The rules of the SQL function `acquire_spotify_permits` and of `startCooldown`, as plain code on a virtual clock. Each run
 * compares them with PostgreSQL: see `agreement.ts`.
 */
export class PermitWindow {
  private cooldownUntil = 0;
  private calls: { readonly second: number; count: number }[] = [];

  /** Acquires up to `wanted` permits, as long as the calls of all callers stay within `limit`. */
  acquire(nowMs: number, wanted: number, limit: number): Permits {
    if (this.cooldownUntil > nowMs) {
      return { acquired: 0, secondsLeft: Math.ceil((this.cooldownUntil - nowMs) / 1_000) };
    }
    const second = Math.floor(nowMs / 1_000);
    this.calls = this.calls.filter((made) => made.second >= second - WINDOW_SECONDS);
    const used = this.calls.reduce((sum, { count }) => sum + count, 0);
    const acquired = Math.max(0, Math.min(wanted, limit - used));
    const last = this.calls.at(-1);
    if (acquired > 0 && last?.second === second) last.count += acquired;
    else if (acquired > 0) this.calls.push({ second, count: acquired });
    const until = ((this.calls[0]?.second ?? second) + WINDOW_SECONDS + 1) * 1_000;
    return { acquired, secondsLeft: Math.ceil(Math.max(0, until - nowMs) / 1_000) };
  }

  /** Allows no call for this long. A longer cooldown is kept. */
  startCooldown(nowMs: number, seconds: number): void {
    this.cooldownUntil = Math.max(this.cooldownUntil, nowMs + seconds * 1_000);
  }
}

/** A call that waits for a permit. */
interface Waiter {
  readonly deadline: number;
  granted(nowMs: number): void;
  /** @param secondsLeft until another permit may be free */
  refused(secondsLeft: number): void;
}

/** The waiting calls of one process, as `SpotifyRateLimiterRepository` serves them. */
export class PermitLine {
  private waiters: Waiter[] = [];
  private pausedUntil = 0;

  /** @param limit the limit of the process */
  constructor(
    private readonly window: PermitWindow,
    private readonly limit: number,
  ) {}

  join(waiter: Waiter): void {
    this.waiters.push(waiter);
  }

  /** Serves the waiting calls, unless it pauses. Returns the number of permits granted. */
  serve(nowMs: number): number {
    if (this.waiters.length === 0 || nowMs < this.pausedUntil) return 0;
    const { acquired, secondsLeft } = this.window.acquire(nowMs, this.waiters.length, this.limit);
    for (const waiter of this.waiters.splice(0, acquired)) waiter.granted(nowMs);
    if (this.waiters.length === 0) return acquired;
    const nextPermit = nowMs + secondsLeft * 1_000;
    const refused = this.waiters.filter(({ deadline }) => nextPermit > deadline);
    this.waiters = this.waiters.filter(({ deadline }) => nextPermit <= deadline);
    for (const waiter of refused) waiter.refused(secondsLeft);
    if (this.waiters.length > 0) {
      this.pausedUntil = nowMs + Math.min(1_000, Math.max(50, nextPermit - nowMs));
    }
    return acquired;
  }
}
