import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import type { OperationContext } from '../graphql/operation-context.js';

/** The HTTP request behind whatever a guard stands before: an operation of GraphQL, or a route. */
export function requestOf(context: ExecutionContext): Request {
  return context.getType() === 'http'
    ? context.switchToHttp().getRequest<Request>()
    : GqlExecutionContext.create(context).getContext<OperationContext>().req;
}
