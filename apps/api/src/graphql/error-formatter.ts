import { randomUUID } from 'node:crypto';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { errorAnswer, isTold, type ToldError } from './error-answer.js';
import { tokenLimitPassed } from './limits/token-limit.js';

const logger = new Logger('GraphQL');

/**
 * Turns whatever a resolver threw into what the client sees. The standard errors of parsing and validation pass;
 * an exception that nobody foresaw becomes a fixed message with a correlation id, which the log has too.
 */
export function errorFormatter(reconnectUrl: string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const told = toldBy(thrown);
    if (told) return { ...formatted, ...errorAnswer(told, reconnectUrl) };
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

/** The error of ours that there is in what was thrown: itself, or what a whole operation was refused for. */
function toldBy(thrown: unknown): ToldError | null {
  if (isTold(thrown)) return thrown;
  if (!(thrown instanceof GraphQLError)) return null;
  return isTold(thrown.originalError) ? thrown.originalError : tokenLimitPassed(thrown);
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
