import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { Counter, Histogram, Registry } from 'prom-client';
import { codeOf, isPublicError } from '../errors/public-error.js';
import type { OperationContext } from './operation-context.js';

/** Labels instead of an operation name; the brackets rule out a clash with one. */
const INVALID = '(invalid)';
const OTHER = '(other)';
const ANONYMOUS = '(anonymous)';

const MAX_NAMES = 50;
const MAX_NAME_LENGTH = 60;

/**
 * Maps operation names to labels. Clients choose the names, so only the first 50 are labels, and only those of
 * authenticated requests, so that others cannot use them up.
 */
export class OperationNames {
  private readonly names = new Set<string>();

  /** @param name of a valid operation; null if it has none */
  label(name: string | null, isAuthenticated: boolean): string {
    if (name === null) return ANONYMOUS;
    if (this.names.has(name)) return name;
    if (!isAuthenticated || this.names.size >= MAX_NAMES || name.length > MAX_NAME_LENGTH) return OTHER;
    this.names.add(name);
    return name;
  }
}

/** Counts GraphQL requests. No label identifies a listener. */
@Injectable()
export class OperationMetrics {
  private readonly names = new OperationNames();
  private readonly requests: Counter<'operation' | 'outcome'>;
  private readonly durations: Histogram<'operation'>;
  private readonly cacheHits: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.requests = new Counter({
      name: 'headliner_graphql_requests_total',
      help: 'GraphQL requests by operation name and outcome: OK, or the code of the first error.',
      labelNames: ['operation', 'outcome'],
      registers,
    });
    this.durations = new Histogram({
      name: 'headliner_graphql_request_seconds',
      help: 'Duration of GraphQL requests in seconds, by operation name.',
      labelNames: ['operation'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.cacheHits = new Counter({
      name: 'headliner_graphql_direct_answers_total',
      help: 'GraphQL requests answered from the response cache.',
      registers,
    });
  }

  /** @param operation null if the request has no valid one */
  recordAnswer(
    operation: { readonly name: string | null } | null,
    isAuthenticated: boolean,
    outcome: string,
    seconds: number,
  ): void {
    const label = operation ? this.names.label(operation.name, isAuthenticated) : INVALID;
    this.requests.inc({ operation: label, outcome });
    this.durations.observe({ operation: label }, seconds);
  }

  /** Counts a response from the response cache, which is always a listener's. */
  recordCacheHit(operationName: string | null, seconds: number): void {
    this.recordAnswer({ name: operationName }, true, 'OK', seconds);
    this.cacheHits.inc();
  }

  /** Counts a request that was rejected before Apollo read the operation. */
  recordRejection(outcome: string): void {
    this.requests.inc({ operation: INVALID, outcome });
  }
}

/** Records Apollo's responses in {@link OperationMetrics}. */
@Plugin()
export class OperationMetricsPlugin implements ApolloServerPlugin<OperationContext> {
  constructor(private readonly metrics: OperationMetrics) {}

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    const startedAt = performance.now();
    return Promise.resolve({
      willSendResponse: (context): Promise<void> => {
        // Set for valid documents only.
        const { operation, contextValue } = context;
        const seconds = (performance.now() - startedAt) / 1_000;
        const named = operation ? { name: operation.name?.value ?? null } : null;
        this.metrics.recordAnswer(named, contextValue.req.caller !== undefined, outcomeOf(context), seconds);
        return Promise.resolve();
      },
    });
  }

  /** `RequestAdmission` rejected the request. */
  contextCreationDidFail({ error }: { readonly error: Error }): Promise<void> {
    const cause = error instanceof GraphQLError ? error.originalError : error;
    this.metrics.recordRejection(isPublicError(cause) ? codeOf(cause) : 'BAD_REQUEST');
    return Promise.resolve();
  }

  /** The request is a batch, or its body has no query. */
  invalidRequestWasReceived(): Promise<void> {
    this.metrics.recordRejection('BAD_REQUEST');
    return Promise.resolve();
  }
}

/** Returns `OK` or the code of the first error. Clients cannot choose codes. */
function outcomeOf({ response: { body } }: GraphQLRequestContext<OperationContext>): string {
  const result = body?.kind === 'single' ? body.singleResult : body?.initialResult;
  const [error] = result?.errors ?? [];
  return error ? String(error.extensions?.['code'] ?? 'INTERNAL') : 'OK';
}
