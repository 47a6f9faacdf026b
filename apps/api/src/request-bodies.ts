import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  BadRequestException,
  type HttpException,
  PayloadTooLargeException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, type RequestHandler, urlencoded } from 'express';

/** The largest body in bytes. Imports have their own limit. */
export const MAX_BODY_BYTES = 100_000;
/** The time for a body to arrive, in milliseconds. Imports have limits of their own. */
const BODY_WITHIN_MS = 30_000;
/** Node's limit for any request, in milliseconds: longer than the slowest import that is accepted. */
const REQUEST_TIMEOUT_MS = 90 * 60_000;
/** How much of a rejected body is read and discarded after the response, and for how long. */
const DISCARDED_BYTES = 64 * 1024 * 1024;
const DISCARD_WITHIN_MS = 5_000;

/** Parses JSON for GraphQL and forms for account pages. Must run before the routes are registered. */
export function parseBodies(app: NestExpressApplication): void {
  app.use('/graphql', explainErrors(json({ limit: MAX_BODY_BYTES })));
  app.use('/account', explainErrors(urlencoded({ limit: MAX_BODY_BYTES, extended: false })));
}

/** The exception for each error type of the parsers. */
const EXCEPTIONS: Readonly<Record<string, () => HttpException>> = {
  'entity.too.large': () =>
    new PayloadTooLargeException(
      `The body is larger than ${MAX_BODY_BYTES.toLocaleString('en')} bytes. Send a smaller one.`,
    ),
  'entity.parse.failed': () =>
    new BadRequestException('The body is not a JSON object. Send one with a "query".'),
  'charset.unsupported': () =>
    new UnsupportedMediaTypeException('The charset of the body is not supported. Send it as UTF-8.'),
  'encoding.unsupported': () =>
    new UnsupportedMediaTypeException('The compression of the body is not supported. Send it uncompressed.'),
};

/** Replaces a parser's errors, and rejects a large `Content-Length` before the body is read. */
function explainErrors(parse: RequestHandler): RequestHandler {
  const explain = (type: unknown): HttpException | undefined => EXCEPTIONS[String(type)]?.();
  return (request, response, next) => {
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES)
      return next(explain('entity.too.large'));
    parse(request, response, (error?: unknown) => {
      next(error instanceof Error && 'type' in error ? (explain(error.type) ?? error) : error);
    });
  };
}

/**
 * Limits the time for bodies, and keeps connections usable: a response before the end of the body closes its connection,
 * and the rest of the body is discarded. Must run before the server listens.
 */
export function superviseBodies(server: Server): void {
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  // Before the listeners that respond.
  server.prependListener('request', (request, response) => {
    if (!hasBody(request)) return;
    closeUnlessComplete(request, response);
    const slow = isImport(request) ? undefined : setTimeout(rejectSlow, BODY_WITHIN_MS, request, response);
    request.once('end', () => clearTimeout(slow));
    response.once('close', () => clearTimeout(slow));
    // Before Node's listener, which closes the connection.
    response.prependOnceListener('finish', () => {
      request.removeAllListeners('readable');
      if (request.complete) request.resume();
      else discardRest(request);
    });
  });
}

/** Sends `Connection: close` with a response that begins before the end of the body. */
function closeUnlessComplete(request: IncomingMessage, response: ServerResponse): void {
  const { writeHead } = response;
  // Not an accessor for `shouldKeepAlive`, which would slow down every response.
  const writeHeadAndClose = (...head: unknown[]): ServerResponse => {
    if (!request.complete) response.shouldKeepAlive = false;
    return Reflect.apply(writeHead, response, head) as ServerResponse;
  };
  // A function literal assigned here would keep the request in memory for longer; see bench/ablation.md.
  response.writeHead = writeHeadAndClose;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isImport({ url = '' }: IncomingMessage): boolean {
  return /^\/import\/?(?:\?|$)/i.test(url);
}

/** Responds with 408 instead of the handler that waits for the body, and closes the connection. */
function rejectSlow(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || request.complete) return;
  const message = `The body did not arrive within ${BODY_WITHIN_MS / 1_000} s. Send it again over a faster connection.`;
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
  const { socket } = request;
  // Not as a callback of `end`, which compression does not call.
  response.once('finish', () => {
    socket.destroySoon();
    request.destroy();
  });
  response.writeHead(408, {
    'Content-Type': 'application/json; charset=utf-8',
    // Small, so it is not compressed.
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(body);
}

/**
 * Reads the rest of the body after the response. Closing at once would reset the connection, and a client that is still
 * sending would lose the response.
 */
function discardRest(request: IncomingMessage): void {
  const { socket } = request;
  socket.destroySoon = () => socket.end();
  const limit = setTimeout(() => socket.destroy(), DISCARD_WITHIN_MS);
  socket.once('close', () => clearTimeout(limit));
  let left = DISCARDED_BYTES;
  request.on('data', ({ length }: Buffer) => {
    left -= length;
    if (left < 0) socket.destroy();
  });
}
