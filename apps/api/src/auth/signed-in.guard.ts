import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import type { Caller } from './caller.js';
import { Callers } from './callers.js';
import { neededScope } from './needed-scope.js';
import { requestOf } from './request-of.js';
import { SessionOnly } from './session-only.js';

/**
 * Lets listeners through, on operations and on routes: those with a session, and those with an access token whose
 * scope covers what is done. Reading needs `READ`, everything else `WRITE`, but for what is {@link SessionOnly}.
 */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    private readonly callers: Callers,
    private readonly reflector: Reflector,
    private readonly settings: ApiSettings,
  ) {}

  /**
   * @throws {ClientError} UNAUTHENTICATED: nobody is signed in, or what was sent instead does not count
   * @throws {ClientError} FORBIDDEN: the access token does not suffice
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    this.check(await this.callers.of(requestOf(context)), context);
    return true;
  }

  private check(caller: Caller, context: ExecutionContext): void {
    if (caller.by === 'session') return;
    const done = this.reflector.get(SessionOnly, context.getHandler());
    if (done !== undefined) {
      throw new ClientError(
        'FORBIDDEN',
        `${done} in a browser session alone, never with an access token. Sign in at ${this.settings.signInUrl} and do it there.`,
      );
    }
    const needed = neededScope(context);
    if (needed === 'WRITE' && caller.scope !== needed) {
      throw new ClientError(
        'FORBIDDEN',
        `This needs an access token with the scope ${needed}; the one that was sent has ${caller.scope}.`,
      );
    }
  }
}

/** The id of the listener that {@link SignedInGuard} let through. */
export const ListenerId = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { caller } = requestOf(context);
  if (caller === undefined) throw new Error('@ListenerId() needs SignedInGuard');
  return caller.listenerId;
});
