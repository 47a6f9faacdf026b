import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { PendingSignIn } from './session.js';
import { signInStart } from './sign-in-start.js';

/** How long someone may stay on Spotify's consent page, in milliseconds. */
const LIFETIME_MS = 10 * 60_000;

type Stored = (error: Error | null, handle?: string) => void;
type Verified = (
  error: Error | null,
  codeVerifier?: string | false,
  pending?: PendingSignIn | { message: string },
) => void;

/**
 * Holds each sign-in's `state` and PKCE verifier in the browser's session, for ten minutes and for one answer.
 * One sign-in at a time: of two tabs the one that started last wins.
 *
 * passport-oauth2 finds out by the number of parameters what a method takes.
 */
export class SignInStateStore {
  store(request: Request, codeVerifier: string, _state: unknown, _meta: unknown, stored: Stored): void {
    const handle = randomBytes(24).toString('base64url');
    request.session.pendingSignIn = {
      ...signInStart(request),
      handle,
      codeVerifier,
      expiresAt: Date.now() + LIFETIME_MS,
    };
    // Nobody is signed in yet, so there is nothing to remember beyond this attempt.
    if (request.session.listenerId === undefined) request.session.cookie.maxAge = LIFETIME_MS;
    stored(null, handle);
  }

  verify(request: Request, state: string, verified: Verified): void {
    this.take(request, state).then(
      (pending) => {
        if (pending) verified(null, pending.codeVerifier, pending);
        else verified(null, false, { message: 'unknown state' });
      },
      (error: Error) => verified(error),
    );
  }

  /** The sign-in that `state` belongs to, which is used up by this; null where there is none. */
  async take(request: Request, state: string): Promise<PendingSignIn | null> {
    const pending = request.session.pendingSignIn;
    if (!pending) return null;
    delete request.session.pendingSignIn;
    // Stored before anything else happens, so that a repeated answer finds nothing.
    await new Promise<void>((resolve, reject) =>
      request.session.save((error) => (error ? reject(error) : resolve())),
    );
    return pending.expiresAt > Date.now() && equal(pending.handle, state) ? pending : null;
  }
}

function equal(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
