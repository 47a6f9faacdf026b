import { randomUUID } from 'node:crypto';
import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { ClientError } from '../errors/client-error.js';
import { isPublicError, type PublicError, toGraphQLError, toProblem } from '../errors/public-error.js';
import { tokenLimitError } from './limits/document-limits.js';
import type { OperationContext } from './operation-context.js';

const logger = new Logger('GraphQL');

/**
 * Creates Apollo's `formatError`. Standard errors of parsing and validation pass. An unexpected exception becomes a fixed
 * message with a correlation id, which the log has too.
 */
export function errorFormatter(reconnectUrl: string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const publicError = publicErrorIn(thrown);
    if (publicError) return { ...formatted, ...toGraphQLError(publicError, reconnectUrl) };
    if (isStandard(thrown)) {
      if (formatted.extensions?.['code'] !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR) return formatted;
      if (isClientError(thrown))
        return { ...formatted, extensions: { code: ApolloServerErrorCode.BAD_REQUEST } };
    }
    const correlationId = randomUUID();
    logger.error({ err: thrown, correlationId }, 'an operation failed unexpectedly');
    return {
      ...formatted,
      message: `Something went wrong. If it keeps happening, send the operator this reference: ${correlationId}`,
      extensions: { code: 'INTERNAL', correlationId },
    };
  };
}

/** Returns the public error that was thrown, or that rejected the operation. */
function publicErrorIn(thrown: unknown): PublicError | null {
  if (isPublicError(thrown)) return thrown;
  if (!(thrown instanceof GraphQLError)) return null;
  return isPublicError(thrown.originalError) ? thrown.originalError : tokenLimitError(thrown);
}

/** Whether the error is from GraphQL itself. Apollo wraps such errors to give them codes. */
function isStandard(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  return error.originalError === undefined || isStandard(error.originalError);
}

const clientError = z.object({
  extensions: z.object({ http: z.object({ status: z.int().min(400).max(499) }) }),
});

/** Whether Apollo rejects the request with a 4xx but without a code, such as for a wrong hash of a persisted query. */
function isClientError(error: unknown): boolean {
  return clientError.safeParse(error).success;
}

/** Converts an error into the GraphQL error for a rejected operation, with HTTP status and `Retry-After`. */
export function rejectOperation(error: unknown): unknown {
  if (!(error instanceof ClientError)) return error;
  const { retryAfterSeconds } = error.details;
  const headers: [string, string][] =
    retryAfterSeconds === undefined ? [] : [['retry-after', String(retryAfterSeconds)]];
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: headFor(toProblem(error).status, headers) },
  });
}

/** Creates the error for a request that is not a valid GraphQL-over-HTTP request. */
export function badRequest(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: headFor(status) } });
}

function headFor(status: number, headers: [string, string][] = []): { status: number; headers: HeaderMap } {
  return { status, headers: new HeaderMap([['cache-control', 'no-store'], ...headers]) };
}

const DOCUMENT_ERRORS = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * Sets `Cache-Control: no-store`. As GraphQL over HTTP asks, invalid documents are answered with 200 instead of 400 if
 * the client accepts only `application/json`.
 */
export const responseHead: ApolloServerPlugin<OperationContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response }) => {
        response.http.headers.set('cache-control', 'no-store');
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
        const isInvalid = errors?.every(({ extensions }) => DOCUMENT_ERRORS.has(extensions?.['code']));
        const accepted = request.http?.headers.get('accept') ?? '';
        if (isInvalid && isLegacy(accepted)) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

function isLegacy(accepted: string): boolean {
  return accepted.includes('application/json') && !accepted.includes('application/graphql-response+json');
}
