import { isAccessToken } from '../accounts/accounts-client.js';
import { MisconfiguredError, ReauthorizationRequiredError } from '../errors.js';
import type { Grant, StoredGrant } from './grant-store.js';

/** An access token and the revision of the grant it belongs to. */
export interface AccessToken {
  readonly value: string;
  readonly revision: number;
}

/** A grant whose refresh token Spotify may be asked with. */
export interface RefreshableGrant extends Grant {
  readonly refreshToken: string;
}

/** Either its access token serves as it is, or the grant has to be refreshed first. */
export type GrantDecision =
  | { readonly token: AccessToken; readonly refreshable?: never }
  | { readonly refreshable: RefreshableGrant; readonly token?: never };

/** A token with less time left than this is refreshed before it is used. */
const LEAST_SECONDS_LEFT = 60;

/** Spotify has refused good grants by mistake before, so a refused one is tried again this long after its end. */
const LATER_ATTEMPTS_SECONDS = [3_600, 86_400] as const;

/**
 * What can be done with a grant. An access token that cannot be sent, which an earlier version may have stored, counts as
 * none.
 *
 * @param refusedRevision the revision whose access token Spotify has just refused; 0 for none
 * @throws {ReauthorizationRequiredError} there is none, or it has ended and no later try is due
 * @throws {MisconfiguredError} it cannot be read
 */
export function evaluateGrant(grant: StoredGrant | null, refusedRevision: number): GrantDecision {
  if (grant === null) throw new ReauthorizationRequiredError(null);
  if (grant === 'UNREADABLE') throw new MisconfiguredError('KEYRING');
  const { accessToken, refreshToken, revision } = grant;
  const lasts = accessToken !== null && accessToken.secondsLeft >= LEAST_SECONDS_LEFT;
  if (lasts && revision > refusedRevision && isAccessToken(accessToken.value)) {
    return { token: { value: accessToken.value, revision } };
  }
  const wait = secondsToNextAttempt(grant);
  if (refreshToken === null || wait === null || wait > 0) throw new ReauthorizationRequiredError(wait);
  return { refreshable: { ...grant, refreshToken } };
}

/** Whether a refusal of this grant is the last one, after which its tokens are dropped. */
export function isLastAttempt(grant: Grant): boolean {
  return grant.ended !== null && grant.ended.laterAttempts >= LATER_ATTEMPTS_SECONDS.length - 1;
}

/** How long a refusal now keeps the grant from being tried again, in seconds; null for good. */
export function secondsAfterRefusal({ ended }: Grant): number | null {
  if (ended === null) return LATER_ATTEMPTS_SECONDS[0];
  const next = LATER_ATTEMPTS_SECONDS[ended.laterAttempts + 1];
  return next === undefined ? null : Math.max(0, next - ended.secondsAgo);
}

function secondsToNextAttempt({ refreshToken, ended }: Grant): number | null {
  if (refreshToken === null) return null;
  if (ended === null) return 0;
  const due = LATER_ATTEMPTS_SECONDS[ended.laterAttempts];
  return due === undefined ? null : Math.max(0, due - ended.secondsAgo);
}
