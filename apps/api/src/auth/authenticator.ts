import type { IncomingMessage } from 'node:http';
import type { AccessTokenScope } from '#database';
import { Injectable } from '@nestjs/common';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { AccessTokenAuthenticator } from './access-token-authenticator.js';
import { isFromElsewhere } from './same-origin.guard.js';
import './session.js';

/** Who makes a request, and how they authenticated: with the cookie of a session, or with an access token. */
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
   * even where the header is invalid.
   *
   * @throws {ClientError} UNAUTHENTICATED: nobody is signed in, or the header does not hold a token that counts
   * @throws {ClientError} FORBIDDEN: the cookie came along with what the page of another origin sent
   */
  authenticate(request: AuthRequest): Promise<Caller> {
    const known = this.callers.get(request);
    if (known) return known;
    const caller = this.authenticateOnce(request);
    this.callers.set(request, caller);
    return caller;
  }

  /** The caller of a request with an access token that was looked up within the last half second; otherwise null. */
  recall(request: AuthRequest): (Caller & { readonly by: 'token' }) | null {
    const token = tokenIn(request.headers.authorization ?? '');
    const holder = token === null ? null : this.tokens.recall(token);
    return holder && { by: 'token', listenerId: holder.listenerId, scope: holder.scope };
  }

  /** Whether a request has a session, or a token that worked recently, so that it needs no look-up. */
  isKnown(request: AuthRequest): boolean {
    const { authorization } = request.headers;
    if (authorization === undefined) return request.session?.listenerId !== undefined;
    const token = tokenIn(authorization);
    return token !== null && this.tokens.isKnown(token);
  }

  /** Forgets the tokens of a listener whose account was deleted. */
  forget(listenerId: number): void {
    this.tokens.forget(listenerId);
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
        `Nobody is signed in. Sign in with Spotify at ${this.settings.signInUrl}, or send an access token.`,
      );
    }
    if (isFromElsewhere(request, this.settings.publicUrl)) {
      throw new ClientError(
        'FORBIDDEN',
        'The session cookie counts on pages of Headliner itself. From another origin, send an access token.',
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
