/** Tokens from Spotify. Null for `refreshToken` and `scopes` means that the old ones stay valid. */
export interface Tokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string | null;
  readonly scopes: readonly string[] | null;
}

/** A stored grant of one listener. Times are by the store's clock. Only a refresh needs to read the refresh token. */
export interface Grant<RefreshToken = string> {
  /** Increases with every change of a token, which reveals concurrent changes. */
  readonly revision: number;
  /** Null after it was dropped for good. */
  readonly refreshToken: RefreshToken | null;
  readonly accessToken: { readonly value: string; readonly secondsLeft: number } | null;
  /** Set while Spotify refuses the refresh token. Null while the grant is valid. */
  readonly ended: { readonly secondsAgo: number; readonly laterAttempts: number } | null;
}

/** A grant, or `UNREADABLE` if this process cannot decrypt its tokens. */
export type StoredGrant<RefreshToken = string> = Grant<RefreshToken> | 'UNREADABLE';

/**
 * Stores grants for all processes. One process at a time holds a grant's lease and may refresh it. Leases expire, so a
 * process that dies delays the others only briefly.
 */
export abstract class GrantStore {
  /** Reads a listener's grant, with `true` in place of its refresh token; null if there is none. */
  abstract read(listenerId: number): Promise<StoredGrant<true> | null>;

  /** Acquires the lease for `seconds` and reads the grant under it; null if another holder has the lease. */
  abstract lease(listenerId: number, holder: string, seconds: number): Promise<StoredGrant | null>;

  /** Releases the lease. Does nothing if `holder` no longer has it. */
  abstract release(listenerId: number, holder: string): Promise<void>;

  /**
   * Atomically saves the tokens of a refresh, marks the grant as valid, and releases the lease.
   *
   * @returns false, with nothing saved, if the grant has another revision
   */
  abstract saveTokens(listenerId: number, revision: number, tokens: Tokens): Promise<boolean>;

  /**
   * Records that Spotify refused the grant, at first or in a later attempt.
   *
   * @param drop whether to delete the tokens
   * @returns false, with nothing recorded, if the grant has another revision
   */
  abstract recordRefusal(listenerId: number, revision: number, drop: boolean): Promise<boolean>;

  /** Records the grant's last error, which the listener can see. */
  abstract recordError(listenerId: number, code: string): Promise<void>;
}

/** The limit that Spotify reported: its rolling 30-second window, or the quota of the developer account. */
export type CooldownReason = 'RATE_LIMITED' | 'QUOTA_EXCEEDED';

/** A period in which no process may call Spotify. */
export interface Cooldown {
  readonly until: Date;
  /** Whole seconds, rounded up, by the store's clock. */
  readonly secondsLeft: number;
  readonly reason: CooldownReason;
}

/** Limits the calls of all processes to Spotify. Its state must outlast restarts. */
export abstract class SpotifyRateLimiter {
  /** Returns the current cooldown; null if calls are allowed. Acquires no permit. */
  abstract currentCooldown(): Promise<Cooldown | null>;

  /**
   * Acquires a permit for one call, to be made at once.
   *
   * @returns null with a permit. Otherwise the cooldown, or when the budget of calls allows the next one
   */
  abstract acquire(): Promise<Cooldown | null>;

  /** Starts a cooldown for every process. Never shortens one. Returns the current one. */
  abstract startCooldown(seconds: number, reason: CooldownReason): Promise<Cooldown>;
}

/** Spotify's endpoints, as labels of metrics. */
export type Endpoint = 'token' | 'me' | 'top-artists' | 'track' | 'search' | 'artist';

/** Observes calls to Spotify and refreshes as they end. Does nothing by default. */
export class SpotifyObserver {
  /**
   * Handles a finished call.
   *
   * @param result the HTTP status, or the code of the error
   * @param seconds the duration, without the wait for a permit
   */
  called(_endpoint: Endpoint, _result: string, _seconds: number): void {}

  /**
   * Handles a finished refresh.
   *
   * @param outcome `REFRESHED`, `REPLACED` if the grant had changed, or the code of the error
   */
  refreshed(_outcome: string): void {}
}
