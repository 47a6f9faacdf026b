import type { AccessTokenScope } from '#database';
import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import type { GraphQLResolveInfo } from 'graphql';

/** The scope that an access token needs here: whatever can change something needs `WRITE`, unasked. */
export function neededScope(context: ExecutionContext): AccessTokenScope {
  return onlyReads(context) ? 'READ' : 'WRITE';
}

function onlyReads(context: ExecutionContext): boolean {
  if (context.getType() === 'http') {
    const { method } = context.switchToHttp().getRequest<Request>();
    return method === 'GET' || method === 'HEAD';
  }
  return GqlExecutionContext.create(context).getInfo<GraphQLResolveInfo>().operation.operation === 'query';
}
