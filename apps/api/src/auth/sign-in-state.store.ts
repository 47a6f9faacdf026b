import { createHash, randomBytes } from 'node:crypto';
import { type PendingSignIn, PendingSignInRepository } from '#database';
import { Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import type { CookieOptions, Request } from 'express';
import { ApiSettings } from '../settings/api-settings.js';
import { signInStart } from './sign-in-start.js';

/** How long someone may stay on Spotify's consent page, in seconds. */
const LIFETIME_SECONDS = 600;
/** How many sign-ins of one browser may be pending; another one displaces the oldest. */
const MAX_PENDING = 5;

type Stored = (error: Error | null, state?: string) => void;
type Verified = (
  error: Error | null,
  codeVerifier?: string | false,
  pending?: PendingSignIn | { message: string },
) => void;

/**
 * Keeps the `state` and PKCE verifier of each pending sign-in, for ten minutes and one answer. The verifier is in a
 * cookie of its own, named after the state, and binds the sign-in to its browser; PostgreSQL has the rest.
 *
 * passport-oauth2 goes by the number of parameters of each method.
 */
@Injectable()
export class SignInStateStore {
  private readonly cookiePrefix: string;
  private readonly cookieOptions: CookieOptions;

  constructor(
    private readonly repository: PendingSignInRepository,
    private readonly settings: ApiSettings,
  ) {
    this.cookiePrefix = `${settings.cookieName}-sign-in-`;
    this.cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.secure };
  }

  store(request: Request, codeVerifier: string, _state: unknown, _meta: unknown, stored: Stored): void {
    this.begin(request, codeVerifier).then(
      (state) => stored(null, state),
      (error: Error) => stored(error),
    );
  }

  verify(request: Request, state: string, verified: Verified): void {
    this.take(request, state).then(
      (found) => {
        if (found) verified(null, found.codeVerifier, found.pending);
        else verified(null, false, { message: 'unknown state' });
      },
      (error: Error) => verified(error),
    );
  }

  /** The pending sign-in of this browser that `state` names, which this uses up; null where there is none. */
  async take(
    request: Request,
    state: string,
  ): Promise<{ readonly codeVerifier: string; readonly pending: PendingSignIn } | null> {
    const name = this.cookieFor(state);
    const codeVerifier = cookiesOf(request).get(name);
    if (codeVerifier === undefined) return null;
    request.res?.clearCookie(name, this.cookieOptions);
    const pending = await this.repository.take(state, challengeOf(codeVerifier));
    return pending && { codeVerifier, pending };
  }

  /** Whether the browser sent any cookie of this instance: if not, it keeps none, or keeps them for another address. */
  sentCookies(request: Request): boolean {
    return [...cookiesOf(request).keys()].some(
      (name) => name === this.settings.cookieName || name.startsWith(this.cookiePrefix),
    );
  }

  private async begin(request: Request, codeVerifier: string): Promise<string> {
    const state = randomBytes(24).toString('base64url');
    const pending = { ...signInStart(request), codeChallenge: challengeOf(codeVerifier) };
    await this.repository.add(state, pending, LIFETIME_SECONDS);
    // Browsers send the cookies of one path oldest first.
    const earlier = [...cookiesOf(request).keys()].filter((name) => name.startsWith(this.cookiePrefix));
    for (const name of earlier.slice(0, Math.max(0, earlier.length - MAX_PENDING + 1)))
      request.res?.clearCookie(name, this.cookieOptions);
    request.res?.cookie(this.cookieFor(state), codeVerifier, {
      ...this.cookieOptions,
      maxAge: LIFETIME_SECONDS * 1_000,
    });
    return state;
  }

  private cookieFor(state: string): string {
    return this.cookiePrefix + state.slice(0, 12);
  }
}

function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const cookies = Object.entries(parse(request.headers.cookie ?? ''));
  return new Map(cookies.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** As PKCE with S256 makes it of the verifier. */
function challengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}
