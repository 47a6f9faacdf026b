import { Public } from '#runtime';
import type { AccessTokenScope } from '#database';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import type { GraphQLResolveInfo } from 'graphql';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { Authenticator, type Caller } from './authenticator.js';

/** Closes an operation or a route to access tokens, whatever their scope. The text starts the error: "Tokens are made". */
export const SessionOnly = Reflector.createDecorator<string>();

/**
 * Guards every operation and route: only `@Public()` ones are open to callers who are not signed in. An access token also
 * needs a scope: `READ` for queries and `GET`, `WRITE` for anything else, so that no mutation can be forgotten.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly reflector: Reflector,
    private readonly settings: ApiSettings,
  ) {}

  /**
   * @throws {ClientError} UNAUTHENTICATED: the request has no session and no valid access token
   * @throws {ClientError} FORBIDDEN: the access token does not suffice
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride(Public, [context.getHandler(), context.getClass()])) return true;
    this.checkScope(await this.authenticator.authenticate(requestOf(context)), context);
    return true;
  }

  private checkScope(caller: Caller, context: ExecutionContext): void {
    if (caller.by === 'session') return;
    const action = this.reflector.get(SessionOnly, context.getHandler());
    if (action !== undefined) {
      throw new ClientError(
        'FORBIDDEN',
        `${action} in a browser session alone, never with an access token. Sign in at ${this.settings.signInUrl} and do it there.`,
      );
    }
    const scope = neededScope(context);
    if (scope === 'WRITE' && caller.scope !== scope) {
      throw new ClientError(
        'FORBIDDEN',
        `This needs an access token with the scope ${scope}; the one that was sent has ${caller.scope}.`,
      );
    }
  }
}

/** The id of the listener that {@link AuthGuard} let through. */
export const ListenerId = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { caller } = requestOf(context);
  if (caller === undefined) throw new Error('@ListenerId() cannot be used on a @Public() route');
  return caller.listenerId;
});

function requestOf(context: ExecutionContext): Request {
  return isHttp(context)
    ? context.switchToHttp().getRequest<Request>()
    : GqlExecutionContext.create(context).getContext<{ readonly req: Request }>().req;
}

function neededScope(context: ExecutionContext): AccessTokenScope {
  const reads = isHttp(context)
    ? ['GET', 'HEAD'].includes(context.switchToHttp().getRequest<Request>().method)
    : GqlExecutionContext.create(context).getInfo<GraphQLResolveInfo>().operation.operation === 'query';
  return reads ? 'READ' : 'WRITE';
}

function isHttp(context: ExecutionContext): boolean {
  return context.getType() === 'http';
}
