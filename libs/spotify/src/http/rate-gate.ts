/** Why nobody may call: the app's rolling 30-second limit, or the quota of the developer account. */
export type HoldReason = 'RATE_LIMITED' | 'QUOTA_EXCEEDED';

/** A time in which no process may call Spotify. */
export interface Hold {
  readonly until: Date;
  /** Whole seconds left, rounded up, by the clock of whoever keeps the gate. */
  readonly secondsLeft: number;
  readonly reason: HoldReason;
}

/** Where all processes of this instance agree on when to call Spotify. Kept outside the process: a restart must not forget it. */
export abstract class RateGate {
  /** The hold in force, or null when calls are allowed. Asks, and takes no place. */
  abstract current(): Promise<Hold | null>;

  /**
   * Takes a place for one call, which has to be made at once. Null: it may be made. A hold: it may not, because Spotify
   * asked for patience, or because the instance's own budget of calls is used up for the moment.
   */
  abstract pass(): Promise<Hold | null>;

  /** Holds every process for `seconds` from now. Never shortens a hold; answers the one that is in force then. */
  abstract hold(seconds: number, reason: HoldReason): Promise<Hold>;
}
