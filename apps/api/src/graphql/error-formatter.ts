import { randomUUID } from 'node:crypto';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { isPublicError, type PublicError, toGraphQLError } from '../errors/error-answer.js';
import { tokenLimitPassed } from './limits/token-limit.js';

const logger = new Logger('GraphQL');

/**
 * Turns whatever a resolver threw into what the client sees. The standard errors of parsing and validation pass;
 * an exception that nobody foresaw becomes a fixed message with a correlation id, which the log has too.
 */
export function errorFormatter(reconnectUrl: string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const known = publicErrorIn(thrown);
    if (known) return { ...formatted, ...toGraphQLError(known, reconnectUrl) };
    if (isStandard(thrown)) {
      if (formatted.extensions?.['code'] !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR) return formatted;
      if (isClientError(thrown))
        return { ...formatted, extensions: { code: ApolloServerErrorCode.BAD_REQUEST } };
    }
    const correlationId = randomUUID();
    logger.error({ err: thrown, correlationId }, 'an operation failed unexpectedly');
    return {
      ...formatted,
      message: `Something went wrong inside Headliner. Its operator finds the cause in the log under ${correlationId}.`,
      extensions: { code: 'INTERNAL', correlationId },
    };
  };
}

/** The public error that was thrown, or for which a whole operation was rejected. */
function publicErrorIn(thrown: unknown): PublicError | null {
  if (isPublicError(thrown)) return thrown;
  if (!(thrown instanceof GraphQLError)) return null;
  return isPublicError(thrown.originalError) ? thrown.originalError : tokenLimitPassed(thrown);
}

/** Whether GraphQL itself complains: Apollo wraps such errors once more to give them their codes. */
function isStandard(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  return error.originalError === undefined || isStandard(error.originalError);
}

const clientError = z.object({
  extensions: z.object({ http: z.object({ status: z.int().min(400).max(499) }) }),
});

/** Whether Apollo refuses the request with a 4xx, as it does for a persisted query whose hash is wrong, without a code. */
function isClientError(error: unknown): boolean {
  return clientError.safeParse(error).success;
}
