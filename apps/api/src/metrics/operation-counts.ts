import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import type { OperationDefinitionNode } from 'graphql';
import { Counter, Histogram, Registry } from 'prom-client';
import { OperationMetrics } from '../graphql/operation-metrics.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { OperationNames } from './operation-names.js';

/** Stands for the name of what is no operation: it cannot be parsed, is not valid, or was not sent as it should be. */
const INVALID = '(invalid)';

/** Counts what is asked over GraphQL. No label has anything of a listener in it. */
@Plugin()
export class OperationCounts extends OperationMetrics implements ApolloServerPlugin<OperationContext> {
  private readonly names = new OperationNames();
  private readonly requests: Counter<'operation' | 'outcome'>;
  private readonly durations: Histogram<'operation'>;

  constructor(registry: Registry) {
    super();
    const registers = [registry];
    this.requests = new Counter({
      name: 'headliner_graphql_requests_total',
      help: 'GraphQL requests by operation name and outcome: OK, or the code of the first error.',
      labelNames: ['operation', 'outcome'],
      registers,
    });
    this.durations = new Histogram({
      name: 'headliner_graphql_request_seconds',
      help: 'How long GraphQL requests took, by operation name.',
      labelNames: ['operation'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
  }

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    const begun = performance.now();
    return Promise.resolve({
      willSendResponse: (context): Promise<void> => {
        this.count(this.operationOf(context), outcomeOf(context), (performance.now() - begun) / 1_000);
        return Promise.resolve();
      },
    });
  }

  override answered({ name }: OperationDefinitionNode, outcome: string, seconds: number): void {
    this.count(this.names.label(name?.value ?? null, true), outcome, seconds);
  }

  private count(operation: string, outcome: string, seconds: number): void {
    this.requests.inc({ operation, outcome });
    this.durations.observe({ operation }, seconds);
  }

  /** Refused before it became a request of GraphQL, such as a batch, or a body that holds no query. */
  invalidRequestWasReceived(): Promise<void> {
    this.requests.inc({ operation: INVALID, outcome: 'BAD_REQUEST' });
    return Promise.resolve();
  }

  /** Apollo knows the operation once the document is valid. */
  private operationOf({ operation, contextValue }: GraphQLRequestContext<OperationContext>): string {
    if (!operation) return INVALID;
    return this.names.label(operation.name?.value ?? null, contextValue.req.caller !== undefined);
  }
}

/** The codes of errors are ours and Apollo's: none is made of what a client has sent. */
function outcomeOf({ response: { body } }: GraphQLRequestContext<OperationContext>): string {
  const result = body?.kind === 'single' ? body.singleResult : body?.initialResult;
  const [error] = result?.errors ?? [];
  return error ? String(error.extensions?.['code'] ?? 'INTERNAL') : 'OK';
}
