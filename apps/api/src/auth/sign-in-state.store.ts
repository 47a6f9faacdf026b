import { createHash, randomBytes } from 'node:crypto';
import { type PendingSignIn, PendingSignInRepository, TokenCipher, type TokenLocation } from '#database';
import { Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import type { CookieOptions, Request } from 'express';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { returnToPath } from './return-to.js';

/** How long a sign-in may be pending, in seconds. */
const LIFETIME_SECONDS = 600;
/** How many sign-ins of one browser may be pending. Another one replaces the oldest. */
const MAX_PENDING = 5;

type Stored = (error: Error | null, state?: string) => void;
type Verified = (
  error: Error | null,
  codeVerifier?: string | false,
  pending?: PendingSignIn | { message: string },
) => void;

/** The options of a sign-in that its URL names. */
type SignInOptions = Pick<PendingSignIn, 'returnTo' | 'consentRenewed'>;

/** @throws {ClientError} `returnTo` is not a path on this origin */
export function parseSignInOptions(request: Request): SignInOptions {
  const { returnTo = '/', reconnect } = request.query;
  const path = typeof returnTo === 'string' ? returnToPath(returnTo) : null;
  if (path === null) throw new ClientError('RETURN_TO_REFUSED');
  return { returnTo: path, consentRenewed: reconnect === 'true' };
}

/**
 * Stores each pending sign-in for ten minutes and one answer: the PKCE verifier in a cookie named after the `state`,
 * which binds it to the browser, and the rest in PostgreSQL. passport-oauth2 inspects the arity of each method.
 */
@Injectable()
export class SignInStateStore {
  private readonly cookiePrefix: string;
  private readonly cookieOptions: CookieOptions;

  constructor(
    private readonly repository: PendingSignInRepository,
    private readonly cipher: TokenCipher,
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
      (taken) => {
        if (taken) verified(null, taken.codeVerifier, taken.pending);
        else verified(null, false, { message: 'unknown state' });
      },
      (error: Error) => verified(error),
    );
  }

  /** Deletes and returns this browser's pending sign-in for `state`; null if there is none. */
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

  /** Decrypts the path to which a sign-in leads back. Returns `/` if it was encrypted with a key that is gone. */
  readReturnTo(state: string, returnTo: string): Promise<string> {
    return this.cipher.decrypt(returnTo, returnToLocation(state)).catch(() => '/');
  }

  /** Whether the browser sent a cookie of this instance. If not, it blocks cookies or uses another address. */
  sentCookies(request: Request): boolean {
    return [...cookiesOf(request).keys()].some(
      (name) => name === this.settings.cookieName || name.startsWith(this.cookiePrefix),
    );
  }

  private async begin(request: Request, codeVerifier: string): Promise<string> {
    const state = randomBytes(24).toString('base64url');
    const { returnTo: path, consentRenewed } = parseSignInOptions(request);
    const returnTo = await this.cipher.encrypt(path, returnToLocation(state));
    const pending = { returnTo, consentRenewed, codeChallenge: challengeOf(codeVerifier) };
    await this.repository.add(state, pending, LIFETIME_SECONDS);
    // Browsers send the oldest cookie of a path first.
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

/** Sessions store the path encrypted, since the path of a share has its token. */
function returnToLocation(state: string): TokenLocation {
  return { table: 'session', column: 'sess', row: state };
}

function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const cookies = Object.entries(parse(request.headers.cookie ?? ''));
  return new Map(cookies.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The S256 PKCE challenge for a verifier. */
function challengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}
