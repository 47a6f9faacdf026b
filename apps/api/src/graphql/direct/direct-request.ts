import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { MOST_BODY_BYTES } from '../body-limit.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** What programs say they accept, and what Apollo would choose of that. All else is for Apollo to weigh up. */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', GRAPHQL_TYPE],
  // Apollo Client 4.
  ['application/graphql-response+json,application/json;q=0.9', GRAPHQL_TYPE],
]);
const BODY_TYPES = new Set(['application/json', 'application/json; charset=utf-8']);

const operationSchema = z.strictObject({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** An operation as a program sends it. */
export interface DirectRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The media type of the answer. */
  readonly mediaType: string;
  /** All of what was sent: parsed, and as it came. */
  readonly body: unknown;
  readonly bytes: Buffer;
}

/**
 * Whether a request is of the usual kind, going by its head alone: a program posts JSON with an access token. Nothing is
 * said about whether it is in order.
 */
export function isUsual({ method, url, headers }: IncomingMessage): boolean {
  return (
    url === '/graphql' &&
    method === 'POST' &&
    headers.authorization !== undefined &&
    BODY_TYPES.has(headers['content-type'] ?? '') &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    Number(headers['content-length']) <= MOST_BODY_BYTES &&
    // Pages of other origins come under the rules of CORS.
    headers.origin === undefined &&
    MEDIA_TYPES.has(headers.accept ?? '*/*')
  );
}

/**
 * Reads a usual request, if all of it is here: a small body arrives together with its head. Where it is not, or holds
 * something else, nothing has been read.
 */
export function readDirectly(request: IncomingMessage): DirectRequest | null {
  const bytes: unknown = request.read();
  if (!(bytes instanceof Buffer)) return null;
  const whole = bytes.length === Number(request.headers['content-length']);
  const body = whole ? parse(bytes) : undefined;
  const operation = operationSchema.safeParse(body);
  if (!operation.success) {
    request.unshift(bytes);
    return null;
  }
  const { query, operationName, variables } = operation.data;
  const mediaType = MEDIA_TYPES.get(request.headers.accept ?? '*/*') ?? JSON_TYPE;
  return { query, operationName: operationName ?? null, variables: variables ?? {}, mediaType, body, bytes };
}

/** Undoes the reading, for others to read: within the same turn of the event loop. */
export function putBack(request: IncomingMessage, { bytes }: DirectRequest): void {
  request.unshift(bytes);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
