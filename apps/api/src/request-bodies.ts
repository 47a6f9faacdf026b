import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  BadRequestException,
  type HttpException,
  PayloadTooLargeException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, type RequestHandler, urlencoded } from 'express';
import { MOST_BODY_BYTES } from './graphql/body-limit.js';

/** A body has to arrive within this time, in milliseconds; an import has limits of its own. */
const BODY_WITHIN_MS = 30_000;
/** Backstop for all bodies, in milliseconds: longer than the slowest import that is accepted. */
const REQUEST_TIMEOUT_MS = 20 * 60_000;
/** How much of a refused body is read and discarded after the answer, and for how long at most. */
const DISCARDED_BYTES = 64 * 1024 * 1024;
const DISCARD_WITHIN_MS = 5_000;

/**
 * Parses the bodies that routes need, each kind on its own routes. All other bodies stay unread. To be called before the
 * routes are set up.
 */
export function parseBodies(app: NestExpressApplication): void {
  app.use('/graphql', inPlainWords(json({ limit: MOST_BODY_BYTES })));
  app.use('/account', inPlainWords(urlencoded({ limit: MOST_BODY_BYTES, extended: false })));
}

/** What a parser calls a body that it refuses, and what the client reads instead of the parser's own words. */
const REFUSALS: Readonly<Record<string, () => HttpException>> = {
  'entity.too.large': () =>
    new PayloadTooLargeException(
      `The body is larger than ${MOST_BODY_BYTES.toLocaleString('en')} bytes. Send a smaller one.`,
    ),
  'entity.parse.failed': () =>
    new BadRequestException('The body is not a JSON object. Send one with a "query".'),
  'charset.unsupported': () =>
    new UnsupportedMediaTypeException('The charset of the body is not supported. Send it as UTF-8.'),
  'encoding.unsupported': () =>
    new UnsupportedMediaTypeException('The compression of the body is not supported. Send it uncompressed.'),
};

/** Refuses a body in plain words, and a large one by its announced length: the parser would read all of it first. */
function inPlainWords(parse: RequestHandler): RequestHandler {
  const explain = (type: unknown): HttpException | undefined => REFUSALS[String(type)]?.();
  return (request, response, next) => {
    if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES)
      return next(explain('entity.too.large'));
    parse(request, response, (error?: unknown) => {
      next(error instanceof Error && 'type' in error ? (explain(error.type) ?? error) : error);
    });
  };
}

/**
 * Keeps connections usable whatever becomes of a body: an answer that begins before the whole body has arrived is the
 * last on its connection, and what nobody reads is discarded. A body that arrives too slowly is refused. To be called
 * before the server listens.
 */
export function superviseBodies(server: Server): void {
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  // Before all other listeners, who answer.
  server.prependListener('request', (request, response) => {
    if (!bringsBody(request)) return;
    closeUnlessComplete(request, response);
    const slow = isImport(request) ? undefined : setTimeout(refuseSlow, BODY_WITHIN_MS, request, response);
    request.once('end', () => clearTimeout(slow));
    response.once('close', () => clearTimeout(slow));
    // Before Node's own listener, which closes the connection.
    response.prependOnceListener('finish', () => {
      request.removeAllListeners('readable');
      if (request.complete) request.resume();
      else discardRest(request);
    });
  });
}

/** Node asks for `shouldKeepAlive` when it writes the head of an answer, and sends `Connection: close` accordingly. */
function closeUnlessComplete(request: IncomingMessage, response: ServerResponse): void {
  let { shouldKeepAlive } = response;
  Object.defineProperty(response, 'shouldKeepAlive', {
    get: () => shouldKeepAlive && request.complete,
    set: (value: boolean) => {
      shouldKeepAlive = value;
    },
  });
}

function bringsBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isImport({ url = '' }: IncomingMessage): boolean {
  return /^\/import\/?(?:\?|$)/i.test(url);
}

/** Refuses the request in place of the handler that waits for its body, and closes the connection. */
function refuseSlow(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || request.complete) return;
  const message = `The body did not arrive within ${BODY_WITHIN_MS / 1_000} s. Send it again over a faster connection.`;
  const { socket } = request;
  response.writeHead(408, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }), () => {
    socket.destroySoon();
    request.destroy();
  });
}

/**
 * Reads on after the answer instead of closing at once: the system would reset the connection, and a client that is
 * still sending would lose the answer.
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
