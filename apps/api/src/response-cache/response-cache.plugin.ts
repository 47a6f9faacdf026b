import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type {
  ApolloServerPlugin,
  GraphQLRequestContextWillSendResponse,
  GraphQLRequestListener,
} from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import { type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import type { OperationContext } from '../graphql/operation-context.js';
import { ResponseCache } from './response-cache.js';

type Answered = GraphQLRequestContextWillSendResponse<OperationContext>;

/** Of one response only, or set by Node. */
const NOT_REUSED = new Set(['x-request-id', 'connection', 'keep-alive', 'date']);

/**
 * Stores responses to queries whose root fields are all marked `@Extensions({ cacheable: true })` and whose resolvers
 * allow it; and drops a listener's responses after a mutation.
 */
@Plugin()
export class ResponseCachePlugin implements ApolloServerPlugin<OperationContext> {
  constructor(private readonly cache: ResponseCache) {}

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    return Promise.resolve({
      willSendResponse: (answered) => {
        const { operation, contextValue } = answered;
        const { caller } = contextValue.req;
        if (operation?.operation === 'mutation' && caller) this.cache.invalidate(caller.listenerId);
        else this.storeIfCacheable(answered);
        return Promise.resolve();
      },
    });
  }

  private storeIfCacheable({ schema, operation, contextValue, response }: Answered): void {
    const { req, cost, cacheHints: hints } = contextValue;
    const { res } = req;
    const result = response.body.kind === 'single' ? response.body.singleResult : undefined;
    if (!operation || !res || !result || result.errors || !this.cache.expects(req)) return;
    if (hints.length !== cacheableFields(schema, operation) || hints.some(({ maxAgeMs }) => maxAgeMs <= 0))
      return;
    const operationName = operation.name?.value ?? null;
    captureBody(res, (body) => {
      const headers = reusableHeaders(res.getHeaders());
      if (res.statusCode === 200) this.cache.store(req, { headers, body, operationName, cost, hints });
    });
  }
}

/** Calls `store` with the bytes that are sent: Express has encoded them already. */
function captureBody(response: ServerResponse, store: (body: Buffer) => void): void {
  const { end } = response;
  response.end = (...sent: unknown[]): ServerResponse => {
    const [chunk] = sent;
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) store(Buffer.from(chunk));
    Reflect.apply(end, response, sent);
    return response;
  };
}

/** Counts the root fields of a query, which all have to be cacheable. NaN where one is not, or is in a fragment. */
function cacheableFields(
  schema: GraphQLSchema,
  { operation, selectionSet }: OperationDefinitionNode,
): number {
  const fields = schema.getQueryType()?.getFields() ?? {};
  const names = new Set<string>();
  for (const selection of selectionSet.selections) {
    if (operation !== 'query' || selection.kind !== Kind.FIELD) return NaN;
    const { name, alias } = selection;
    if (name.value === '__typename') continue;
    if (fields[name.value]?.extensions['cacheable'] !== true) return NaN;
    names.add((alias ?? name).value);
  }
  return names.size > 0 ? names.size : NaN;
}

function reusableHeaders(headers: OutgoingHttpHeaders): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    NOT_REUSED.has(name) || value === undefined ? [] : [name, String(value)],
  );
}
