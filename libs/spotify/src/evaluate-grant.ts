import { isAccessToken } from './accounts-client.js';
import { MisconfiguredError, ReauthorizationRequiredError } from './errors.js';
import type { Grant, StoredGrant } from './ports.js';

/** A Spotify access token, and the revision of its grant. */
export interface AccessToken {
  readonly value: string;
  readonly revision: number;
}

/** A grant that still has its refresh token. */
export interface RefreshableGrant<RefreshToken> extends Grant<RefreshToken> {
  readonly refreshToken: RefreshToken;
}

/** Either a valid access token, or a grant that must be refreshed first. */
export type GrantDecision<RefreshToken> =
  | { readonly token: AccessToken; readonly refreshable?: never }
  | { readonly refreshable: RefreshableGrant<RefreshToken>; readonly token?: never };

/** A token with less time left is refreshed before use. */
const MIN_SECONDS_LEFT = 60;

/** Seconds after the end of a grant at which it is tried again: Spotify has refused valid ones by mistake. */
const LATER_ATTEMPTS_SECONDS = [3_600, 86_400] as const;

/**
 * Decides how to get an access token from a grant. Ignores a stored one that cannot be sent in an HTTP header.
 *
 * @param rejectedRevision the revision whose access token Spotify has just answered with 401; 0 if none
 * @throws {ReauthorizationRequiredError} there is no grant, or it has ended and no later attempt is due
 * @throws {MisconfiguredError} the grant cannot be decrypted
 */
export function evaluateGrant<RefreshToken>(
  grant: StoredGrant<RefreshToken> | null,
  rejectedRevision: number,
): GrantDecision<RefreshToken> {
  if (grant === null) throw new ReauthorizationRequiredError(null);
  if (grant === 'UNREADABLE') throw new MisconfiguredError('KEYRING');
  const { accessToken, refreshToken, revision } = grant;
  const isFresh = accessToken !== null && accessToken.secondsLeft >= MIN_SECONDS_LEFT;
  if (isFresh && revision > rejectedRevision && isAccessToken(accessToken.value)) {
    return { token: { value: accessToken.value, revision } };
  }
  const wait = secondsToAttempt(grant);
  if (refreshToken === null || wait === null || wait > 0) throw new ReauthorizationRequiredError(wait);
  return { refreshable: { ...grant, refreshToken } };
}

/** Whether a refusal now is the last one, after which the tokens are dropped. */
export function isLastAttempt(grant: Grant<unknown>): boolean {
  return grant.ended !== null && grant.ended.laterAttempts >= LATER_ATTEMPTS_SECONDS.length - 1;
}

/** Returns the seconds until the next attempt if Spotify refuses the grant now; null if there is none. */
export function secondsToAttemptAfterRefusal({ ended }: Grant<unknown>): number | null {
  if (ended === null) return LATER_ATTEMPTS_SECONDS[0];
  const next = LATER_ATTEMPTS_SECONDS[ended.laterAttempts + 1];
  return next === undefined ? null : Math.max(0, next - ended.secondsAgo);
}

/** Returns the seconds until the grant may be refreshed: 0 if now, null if never again. */
function secondsToAttempt({ refreshToken, ended }: Grant<unknown>): number | null {
  if (refreshToken === null) return null;
  if (ended === null) return 0;
  const due = LATER_ATTEMPTS_SECONDS[ended.laterAttempts];
  return due === undefined ? null : Math.max(0, due - ended.secondsAgo);
}
