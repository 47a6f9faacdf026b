import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorAnswer, isTold } from './error-answer.js';

const logger = new Logger('GraphQL');

/**
 * Turns whatever a resolver threw into what the client sees. The standard errors of parsing and validation pass;
 * an exception that nobody foresaw becomes a fixed message with a correlation id, which the log has too.
 */
export function errorFormatter(reconnectUrl: string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    if (isTold(thrown)) return { ...formatted, ...errorAnswer(thrown, reconnectUrl) };
    if (isStandard(thrown)) return formatted;
    const correlationId = randomUUID();
    logger.error({ err: thrown, correlationId }, 'an operation failed unexpectedly');
    return {
      ...formatted,
      message: `Something went wrong inside Headliner. Its operator finds the cause in the log under ${correlationId}.`,
      extensions: { code: 'INTERNAL', correlationId },
    };
  };
}

/** Whether GraphQL itself complains: Apollo wraps such errors once more to give them their codes. */
function isStandard(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  return error.originalError === undefined || isStandard(error.originalError);
}
