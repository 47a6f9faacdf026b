import { type ApolloServerPlugin, type GraphQLRequestListener, HeaderMap } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import { GraphQLError } from 'graphql';
import { AllowanceUsedUpError } from '../allowance-used-up.error.js';
import type { OperationContext } from '../operation-context.js';
import { QueryLimits } from './query-limits.js';
import { QueryTooComplexError } from './query-too-complex.error.js';

/** Asks {@link QueryLimits} about every operation, between validation and execution. */
@Plugin()
export class QueryLimitsPlugin implements ApolloServerPlugin<OperationContext> {
  constructor(private readonly limits: QueryLimits) {}

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    return Promise.resolve({
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        // Without one execution says which operation is missing.
        if (!operation) return;
        const { variables = {} } = request;
        await this.limits
          .check({ schema, document, operation, variables, request: contextValue.req })
          .catch(refuse);
      },
    });
  }
}

/** @throws {GraphQLError} always: with the HTTP status that goes with the refusal */
function refuse(error: unknown): never {
  if (error instanceof QueryTooComplexError) throw withHead(error, 400);
  if (error instanceof AllowanceUsedUpError) throw withHead(error, 429, String(error.retryAfterSeconds));
  throw error;
}

function withHead(error: Error, status: number, retryAfter?: string): GraphQLError {
  const headers = new HeaderMap(retryAfter === undefined ? [] : [['retry-after', retryAfter]]);
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status, headers } },
  });
}
