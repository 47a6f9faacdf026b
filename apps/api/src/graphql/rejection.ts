import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { ClientError } from '../errors/client-error.js';
import { toProblem } from '../errors/error-answer.js';

/** Converts an error into the GraphQL error for a rejected operation, with HTTP status and `Retry-After`. */
export function rejectOperation(error: unknown): unknown {
  if (!(error instanceof ClientError)) return error;
  const { retryAfterSeconds } = error.details;
  const headers: [string, string][] =
    retryAfterSeconds === undefined ? [] : [['retry-after', String(retryAfterSeconds)]];
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: headOf(toProblem(error).status, headers) },
  });
}

/** Creates the error for a request that is not a valid GraphQL-over-HTTP request. */
export function badRequest(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: headOf(status) } });
}

function headOf(status: number, headers: [string, string][] = []): { status: number; headers: HeaderMap } {
  return { status, headers: new HeaderMap([['cache-control', 'no-store'], ...headers]) };
}
