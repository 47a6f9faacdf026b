import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Authenticator } from '../auth/authenticator.js';
import { MAX_BODY_BYTES } from '../request-bodies.js';
import { QueryLimits } from '../graphql/limits/query-limits.js';
import { OperationMetrics } from '../graphql/operation-metrics.js';
import { type CachedResponse, ResponseCache } from './response-cache.js';

const JSON_TYPES = new Set(['application/json', 'application/json; charset=utf-8']);

/**
 * Sends responses from the {@link ResponseCache}, in front of Express. A hit is authenticated, charged, counted and
 * logged like every other request. Every other request goes to Express unchanged.
 */
@Injectable()
export class CachedResponses {
  constructor(
    private readonly cache: ResponseCache,
    private readonly authenticator: Authenticator,
    private readonly limits: QueryLimits,
    private readonly metrics: OperationMetrics,
    private readonly logger: PinoLogger,
  ) {}

  /** Puts the cache in front of a server's request listeners. */
  attach(server: Server): void {
    const listeners = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    const execute: RequestListener = (request, response) => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!isCandidate(request)) return execute(request, response);
      // Node emits `request` before it parses a body that arrived with the head. It reads nothing more in this turn of the
      // event loop.
      setImmediate(() => this.serve(request, response) || execute(request, response));
    });
  }

  /** Returns false if the request has to be executed. Its body is then still unread. */
  private serve(request: IncomingMessage, response: ServerResponse): boolean {
    const arrivedAt = performance.now();
    // The caller stays authenticated for the whole request, and the token may be revoked before a slow body is there.
    if (!hasWholeBody(request)) return false;
    const caller = this.authenticator.findCached(request);
    if (!caller) return false;
    const body = readBody(request);
    if (!body) return false;
    const cached = this.cache.find(request, caller, body);
    if (!cached || !this.charge(caller.listenerId, cached.cost)) {
      request.unshift(body);
      return false;
    }
    this.send(request, response, cached, arrivedAt);
    return true;
  }

  /** Returns false if the quota does not cover the cost. Executing the request then fails, and reports it. */
  private charge(listenerId: number, cost: number): boolean {
    try {
      this.limits.charge(listenerId, cost);
      return true;
    } catch {
      return false;
    }
  }

  private send(
    { method, url }: IncomingMessage,
    response: ServerResponse,
    { headers, body, operationName, hints }: CachedResponse,
    arrivedAt: number,
  ): void {
    const id = randomUUID();
    response.writeHead(200, [...headers, 'X-Request-Id', id]).end(body);
    const tookMs = performance.now() - arrivedAt;
    for (const { onReuse } of hints) onReuse();
    this.metrics.recordCacheHit(operationName, tookMs / 1_000);
    this.logger.info(
      {
        req: { id, method, url },
        res: { statusCode: 200, headersSent: true },
        responseTime: Math.round(tookMs),
      },
      'request completed',
    );
  }
}

/** Whether the head of a request allows a cached response. */
function isCandidate({ method, url, headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length']);
  return (
    url === '/graphql' &&
    method === 'POST' &&
    headers.authorization !== undefined &&
    JSON_TYPES.has(headers['content-type'] ?? '') &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers.origin === undefined &&
    length > 0 &&
    length <= MAX_BODY_BYTES
  );
}

/** Whether all of the body has arrived, and none of it has been read. */
function hasWholeBody({ complete, readableLength, headers }: IncomingMessage): boolean {
  return complete && readableLength === Number(headers['content-length']);
}

/** Reads a body that is there. */
function readBody(request: IncomingMessage): Buffer | null {
  const body: unknown = request.read();
  return body instanceof Buffer ? body : null;
}
