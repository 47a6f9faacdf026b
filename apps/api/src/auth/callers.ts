import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { TokenHolders } from '../access-tokens/token-holders.js';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import type { Caller } from './caller.js';
import { isFromElsewhere } from './same-origin.guard.js';

/** Finds out who makes a request: once for each, however many ask. */
@Injectable()
export class Callers {
  private readonly found = new WeakMap<Request, Promise<Caller>>();

  constructor(
    private readonly holders: TokenHolders,
    private readonly settings: ApiSettings,
  ) {}

  /**
   * The caller, who is from then on also at `request.caller`. Who sends an `Authorization` header means it: one that
   * does not count never falls back on the cookie.
   *
   * @throws {ClientError} UNAUTHENTICATED: nobody is signed in, or the header does not hold a token that counts
   * @throws {ClientError} FORBIDDEN: the cookie came along with what the page of another origin sent
   */
  of(request: Request): Promise<Caller> {
    const known = this.found.get(request);
    if (known) return known;
    const found = this.find(request);
    this.found.set(request, found);
    return found;
  }

  /** Whether a request has a session, or a token that worked recently, so that it needs no look-up. */
  isKnown(request: IncomingMessage & Partial<Pick<Request, 'session'>>): boolean {
    const { authorization } = request.headers;
    if (authorization === undefined) return request.session?.listenerId !== undefined;
    const token = tokenIn(authorization);
    return token !== null && this.holders.isKnown(token);
  }

  private async find(request: Request): Promise<Caller> {
    const { authorization } = request.headers;
    const caller = authorization === undefined ? this.bySession(request) : await this.byToken(authorization);
    request.caller = caller;
    return caller;
  }

  private bySession(request: Request): Caller {
    const { listenerId } = request.session;
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
    const { listenerId, scope } = await this.holders.of(text);
    return { by: 'token', listenerId, scope };
  }
}

function tokenIn(authorization: string): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}
