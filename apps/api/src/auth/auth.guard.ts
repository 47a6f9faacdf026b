import { Public } from '#runtime';
import type { AccessTokenScope } from '#database';
import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import type { GraphQLResolveInfo } from 'graphql';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { Authenticator, type Caller } from './authenticator.js';
import { isCrossOrigin } from './session.js';

/** Requires a browser session for an operation or a route. The text starts the error: "Access tokens are created". */
export const SessionOnly = Reflector.createDecorator<string>();

/**
 * Requires authentication for every operation and route without `@Public()`. An access token needs the scope `READ` for
 * queries and `GET`, and `WRITE` for everything else.
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
   * @throws {ClientError} FORBIDDEN: the access token's scope is too small, or a session is required
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride(Public, [context.getHandler(), context.getClass()])) return true;
    this.checkScope(await this.authenticator.authenticate(requestFor(context)), context);
    return true;
  }

  private checkScope(caller: Caller, context: ExecutionContext): void {
    if (caller.by === 'session') return;
    const action = this.reflector.get(SessionOnly, context.getHandler());
    if (action !== undefined) {
      throw new ClientError(
        'FORBIDDEN',
        `${action} in a browser session, not with an access token. Sign in at ${this.settings.signInUrl}.`,
      );
    }
    const scope = requiredScope(context);
    if (scope === 'WRITE' && caller.scope !== scope) {
      throw new ClientError(
        'FORBIDDEN',
        `This requires an access token with the scope ${scope}; yours has ${caller.scope}.`,
      );
    }
  }
}

/** Rejects requests that pages of other sites make a browser send. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly settings: ApiSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    if (site !== 'same-origin' || isCrossOrigin(request, this.settings.publicUrl))
      throw new ForbiddenException(
        'This request came from a page of another site. Send it from a page of Headliner.',
      );
    return true;
  }
}

/** The id of the authenticated listener. */
export const ListenerId = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { caller } = requestFor(context);
  if (caller === undefined) throw new Error('@ListenerId() cannot be used on a @Public() route');
  return caller.listenerId;
});

function requestFor(context: ExecutionContext): Request {
  return isHttp(context)
    ? context.switchToHttp().getRequest<Request>()
    : GqlExecutionContext.create(context).getContext<{ readonly req: Request }>().req;
}

function requiredScope(context: ExecutionContext): AccessTokenScope {
  const reads = isHttp(context)
    ? ['GET', 'HEAD'].includes(context.switchToHttp().getRequest<Request>().method)
    : GqlExecutionContext.create(context).getInfo<GraphQLResolveInfo>().operation.operation === 'query';
  return reads ? 'READ' : 'WRITE';
}

function isHttp(context: ExecutionContext): boolean {
  return context.getType() === 'http';
}
