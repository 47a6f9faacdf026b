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

type ResponseContext = GraphQLRequestContextWillSendResponse<OperationContext>;

/** Headers that belong to one response, or that Node sets. */
const NOT_REUSED = new Set(['x-request-id', 'connection', 'keep-alive', 'date']);

/**
 * Stores responses to queries whose root fields are all marked `@Extensions({ cacheable: true })` and whose resolvers
 * allow it. After a mutation, removes all responses to that listener.
 */
@Plugin()
export class ResponseCachePlugin implements ApolloServerPlugin<OperationContext> {
  constructor(private readonly cache: ResponseCache) {}

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    return Promise.resolve({
      willSendResponse: (context) => {
        const { operation, contextValue } = context;
        const { caller } = contextValue.req;
        if (operation?.operation === 'mutation' && caller) this.cache.invalidate(caller.listenerId);
        else this.storeIfCacheable(context);
        return Promise.resolve();
      },
    });
  }

  private storeIfCacheable({ schema, operation, contextValue, response }: ResponseContext): void {
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

/** Calls `store` with the body that Express sends. */
function captureBody(response: ServerResponse, store: (body: Buffer) => void): void {
  const { end } = response;
  const storeAndEnd = (...sent: unknown[]): ServerResponse => {
    const [chunk] = sent;
    if (Buffer.isBuffer(chunk)) store(copyOf(chunk));
    else if (typeof chunk === 'string') store(copyOf(Buffer.from(chunk)));
    Reflect.apply(end, response, sent);
    return response;
  };
  // A function literal assigned here would keep the request in memory for longer; see bench/ablation.md.
  response.end = storeAndEnd;
}

/** Copies a body into memory of its own. Small buffers of Node share 64 kB, and each of them keeps all of it alive. */
function copyOf(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.length);
  copy.set(body);
  return copy;
}

/** Counts the root fields of a query. NaN if one is not cacheable or is in a fragment. */
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
