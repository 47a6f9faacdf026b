import { createHash } from 'node:crypto';

/** A code challenge of method S256: a SHA-256 in base64url. */
export const CODE_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
/** RFC 7636, section 4.1. */
const CODE_VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/**
 * Whether a verifier answers the challenge of its authorization request (RFC 7636, section 4.6). A verifier
 * without a challenge does not: somebody took PKCE out of the request.
 */
export function answersChallenge(verifier: string | undefined, challenge: string | undefined): boolean {
  if (verifier === undefined || challenge === undefined) return verifier === challenge;
  return (
    CODE_VERIFIER.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge
  );
}
