import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import { GraphQLError } from 'graphql';
import { codeOf, isPublicError } from '../errors/error-answer.js';
import type { OperationContext } from './operation-context.js';
import { OperationMetrics } from './operation-metrics.js';

/** Records what Apollo answers in {@link OperationMetrics}. */
@Plugin()
export class OperationMetricsPlugin implements ApolloServerPlugin<OperationContext> {
  constructor(private readonly metrics: OperationMetrics) {}

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    const begun = performance.now();
    return Promise.resolve({
      willSendResponse: (context): Promise<void> => {
        // Apollo knows the operation once the document is valid.
        const { operation, contextValue } = context;
        const seconds = (performance.now() - begun) / 1_000;
        const named = operation ? { name: operation.name?.value ?? null } : null;
        this.metrics.recordAnswer(named, contextValue.req.caller !== undefined, outcomeOf(context), seconds);
        return Promise.resolve();
      },
    });
  }

  /** Refused before Apollo looked at the operation; see `RequestAdmission`. */
  contextCreationDidFail({ error }: { readonly error: Error }): Promise<void> {
    this.metrics.recordRejection(rejectionCode(error));
    return Promise.resolve();
  }

  /** Such as a batch, or a body that holds no query. */
  invalidRequestWasReceived(): Promise<void> {
    this.metrics.recordRejection('BAD_REQUEST');
    return Promise.resolve();
  }
}

/** The code that such a request is answered with. */
function rejectionCode(error: Error): string {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  return isPublicError(cause) ? codeOf(cause) : 'BAD_REQUEST';
}

/** The codes of errors are ours and Apollo's: none is made of what a client has sent. */
function outcomeOf({ response: { body } }: GraphQLRequestContext<OperationContext>): string {
  const result = body?.kind === 'single' ? body.singleResult : body?.initialResult;
  const [error] = result?.errors ?? [];
  return error ? String(error.extensions?.['code'] ?? 'INTERNAL') : 'OK';
}
