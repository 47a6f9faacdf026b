import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import { OperationNames } from './operation-names.js';

/** Stands for the name of what is no operation: it cannot be parsed, is not valid, or was not sent as it should be. */
const INVALID = '(invalid)';

/** Counts what is asked over GraphQL. No label has anything of a listener in it. */
@Injectable()
export class OperationMetrics {
  private readonly names = new OperationNames();
  private readonly requests: Counter<'operation' | 'outcome'>;
  private readonly durations: Histogram<'operation'>;
  private readonly direct: Counter;

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
      help: 'How long GraphQL requests took, by operation name.',
      labelNames: ['operation'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.direct = new Counter({
      name: 'headliner_graphql_direct_answers_total',
      help: 'GraphQL requests among them that the response cache answered.',
      registers,
    });
  }

  /**
   * @param operation null where there is none that is valid
   * @param ofListener whether the request is authenticated
   */
  recordAnswer(
    operation: { readonly name: string | null } | null,
    ofListener: boolean,
    outcome: string,
    seconds: number,
  ): void {
    const name = operation ? this.names.label(operation.name, ofListener) : INVALID;
    this.requests.inc({ operation: name, outcome });
    this.durations.observe({ operation: name }, seconds);
  }

  /** Counts a response from the response cache, which is always a listener's. */
  recordCacheHit(operationName: string | null, seconds: number): void {
    this.recordAnswer({ name: operationName }, true, 'OK', seconds);
    this.direct.inc();
  }

  /** Refused before it became a request of GraphQL. */
  recordRejection(outcome: string): void {
    this.requests.inc({ operation: INVALID, outcome });
  }
}
