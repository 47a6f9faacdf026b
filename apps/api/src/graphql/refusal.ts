import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { AllowanceUsedUpError } from './allowance-used-up.error.js';
import { BadUserInputError } from './bad-user-input.error.js';
import { QueryTooComplexError } from './limits/query-too-complex.error.js';

/** The error that Apollo answers a refused operation with: with the HTTP status, and when to try again. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof QueryTooComplexError || error instanceof BadUserInputError)
    return withHead(error, 400);
  if (error instanceof AllowanceUsedUpError) {
    return withHead(error, 429, [['retry-after', String(error.retryAfterSeconds)]]);
  }
  return error;
}

/** A request that no operation can be carried out for. */
export function badRequest(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: headOf(status) } });
}

function withHead(error: Error, status: number, headers: [string, string][] = []): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: headOf(status, headers) },
  });
}

function headOf(status: number, headers: [string, string][] = []): { status: number; headers: HeaderMap } {
  return { status, headers: new HeaderMap([['cache-control', 'no-store'], ...headers]) };
}
