import type { Tokens } from '../accounts/accounts-client.js';

/** A grant as it is stored: what Spotify gave for one listener. All ages and times left are by the store's clock. */
export interface Grant {
  /** Goes up with every change of a token; tells whether what was read is still what is stored. */
  readonly revision: number;
  /** Null once it was dropped for good. */
  readonly refreshToken: string | null;
  readonly accessToken: { readonly value: string; readonly secondsLeft: number } | null;
  /** Since when Spotify has refused the refresh token; null while the connection stands. */
  readonly ended: { readonly secondsAgo: number; readonly laterAttempts: number } | null;
}

/** What a store has of a grant; one that it cannot decrypt says nothing about how the grant stands with Spotify. */
export type StoredGrant = Grant | 'UNREADABLE';

/**
 * Where grants are kept, shared by every process. One process at a time holds a grant's lease and may refresh it;
 * a lease runs out by itself, so that a process that dies delays the others only so long.
 */
export abstract class GrantStore {
  /** The listener's grant, null where there is none, or UNREADABLE where this process lacks the key to its tokens. */
  abstract read(listenerId: number): Promise<StoredGrant | null>;

  /** Takes the lease for `seconds` and answers the grant as it is under it; null where another holder has it. */
  abstract lease(listenerId: number, holder: string, seconds: number): Promise<StoredGrant | null>;

  /** Gives the lease back; does nothing when `holder` no longer has it. */
  abstract release(listenerId: number, holder: string): Promise<void>;

  /**
   * Saves what a refresh returned (the old refresh token where no new one came), marks the connection as standing, and
   * gives back the lease, all at once. Returns false, and saves nothing, when the grant is no longer the one of `revision`.
   */
  abstract saveTokens(listenerId: number, revision: number, tokens: Tokens): Promise<boolean>;

  /**
   * Records that Spotify refused the grant of `revision`: the end of the connection, or one of the later attempts.
   * With `drop` its tokens are deleted. Returns false, and records nothing, when the grant is no longer that one.
   */
  abstract recordRefusal(listenerId: number, revision: number, drop: boolean): Promise<boolean>;

  /** Records the grant's last error, for the listener to see. */
  abstract recordError(listenerId: number, code: string): Promise<void>;
}
