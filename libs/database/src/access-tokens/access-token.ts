import type { AccessTokenScope } from '../generated/client.js';

/** An access token as its listener sees it. What its holder sends is not among it: only a hash of that is stored. */
export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly scope: AccessTokenScope;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** As of half a minute ago or so; null for one that was never used. */
  readonly lastUsedAt: Date | null;
}

/** What is said of a token that is to be stored. */
export interface NewAccessToken {
  /** The SHA-256 of what its holder will send. */
  readonly hash: Uint8Array;
  readonly name: string;
  readonly scope: AccessTokenScope;
  /** Days of 24 hours. */
  readonly expiresInDays: number;
}

/** Who sends a token, and what they may do with it. */
export interface TokenHolder {
  readonly listenerId: number;
  readonly tokenId: string;
  readonly scope: AccessTokenScope;
  readonly expired: boolean;
  /** Its last use was written down so long ago that this one should be. */
  readonly useIsNews: boolean;
}
