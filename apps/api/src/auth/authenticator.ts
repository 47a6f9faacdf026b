import type { IncomingMessage } from 'node:http';
import type { AccessTokenScope } from '#database';
import { Injectable } from '@nestjs/common';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { AccessTokenAuthenticator } from './access-token-authenticator.js';
import { isCrossOrigin } from './session.js';

/** Who makes a request, authenticated by the cookie of a session or by an access token. */
export type Caller =
  | { readonly by: 'session'; readonly listenerId: number }
  | { readonly by: 'token'; readonly listenerId: number; readonly scope: AccessTokenScope };

declare global {
  namespace Express {
    interface Request {
      /** Set once the request is authenticated; see `Authenticator`. */
      caller?: Caller;
    }
  }
}

/** The part of a request that authenticates it. With an access token, Node's own request suffices. */
export type AuthRequest = Pick<IncomingMessage, 'headers'> & {
  readonly session?: { readonly listenerId?: number };
  caller?: Caller;
};

/** Authenticates requests, each one once. */
@Injectable()
export class Authenticator {
  private readonly callers = new WeakMap<AuthRequest, Promise<Caller>>();

  constructor(
    private readonly tokens: AccessTokenAuthenticator,
    private readonly settings: ApiSettings,
  ) {}

  /**
   * Finds the caller and sets `request.caller`. A request with an `Authorization` header never falls back on the cookie,
   * even if the header is invalid.
   *
   * @throws {ClientError} UNAUTHENTICATED: the request has neither a signed-in session nor a valid access token
   * @throws {ClientError} FORBIDDEN: a page of another origin sent the request with the session's cookie
   */
  authenticate(request: AuthRequest): Promise<Caller> {
    const pending = this.callers.get(request);
    if (pending) return pending;
    const caller = this.authenticateOnce(request);
    this.callers.set(request, caller);
    return caller;
  }

  /**
   * Finds the caller by access token without a statement: null unless it was looked up within the last half second. A request
   * whose caller is found is authenticated.
   */
  findCached(request: AuthRequest): (Caller & { readonly by: 'token' }) | null {
    const token = tokenIn(request.headers.authorization ?? '');
    const holder = token === null ? null : this.tokens.findCached(token);
    if (!holder) return null;
    const caller = { by: 'token', listenerId: holder.listenerId, scope: holder.scope } as const;
    request.caller = caller;
    this.callers.set(request, Promise.resolve(caller));
    return caller;
  }

  /** Whether a request has a session, or a token that was valid at its last look-up. Sends no statement. */
  wasAuthenticated(request: AuthRequest): boolean {
    if (request.caller) return true;
    const { authorization } = request.headers;
    if (authorization === undefined) return request.session?.listenerId !== undefined;
    const token = tokenIn(authorization);
    return token !== null && this.tokens.wasValid(token);
  }

  /** Removes the access tokens of a listener whose account was deleted from the cache. */
  invalidate(listenerId: number): void {
    this.tokens.invalidate(listenerId);
  }

  private async authenticateOnce(request: AuthRequest): Promise<Caller> {
    const { authorization } = request.headers;
    const caller = authorization === undefined ? this.bySession(request) : await this.byToken(authorization);
    request.caller = caller;
    return caller;
  }

  private bySession(request: AuthRequest): Caller {
    const listenerId = request.session?.listenerId;
    if (listenerId === undefined) {
      throw new ClientError(
        'UNAUTHENTICATED',
        `You are not signed in. Sign in with Spotify at ${this.settings.signInUrl}, or send an access token.`,
      );
    }
    if (isCrossOrigin(request, this.settings.publicUrl)) {
      throw new ClientError(
        'FORBIDDEN',
        'The session cookie works only on pages of Headliner itself. From another origin, send an access token.',
      );
    }
    return { by: 'session', listenerId };
  }

  private async byToken(authorization: string): Promise<Caller> {
    const text = tokenIn(authorization);
    if (text === null) {
      throw new ClientError(
        'UNAUTHENTICATED',
        'The Authorization header must be "Bearer hdl_…", with an access token.',
      );
    }
    const { listenerId, scope } = await this.tokens.authenticate(text);
    return { by: 'token', listenerId, scope };
  }
}

function tokenIn(authorization: string): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}
