/** Why nobody may call: the app's rolling 30-second limit, or the quota of the developer account. */
export type CooldownReason = 'RATE_LIMITED' | 'QUOTA_EXCEEDED';

/** A time in which no process may call Spotify. */
export interface Cooldown {
  readonly until: Date;
  /** Whole seconds left, rounded up, by the clock of the rate limiter's store. */
  readonly secondsLeft: number;
  readonly reason: CooldownReason;
}

/**
 * Limits the calls of all processes of this instance to Spotify. It lies outside of the process: a restart must not
 * forget a cooldown.
 */
export abstract class SpotifyRateLimiter {
  /** The cooldown in force, or null if calls are allowed. Takes no permit. */
  abstract currentCooldown(): Promise<Cooldown | null>;

  /**
   * Acquires a permit for one call, which has to be made at once.
   *
   * @returns null if the call may be made. Otherwise why it may not: Spotify asked to wait, or the instance's own budget
   *   of calls is used up for the moment
   */
  abstract acquire(): Promise<Cooldown | null>;

  /** Keeps every process from calling for `seconds` from now. Never shortens a cooldown. Returns the one then in force. */
  abstract startCooldown(seconds: number, reason: CooldownReason): Promise<Cooldown>;
}
