import compression from 'compression';
import type { RequestHandler } from 'express';

/**
 * Compresses text for browsers: brotli, or gzip without TLS. Programs with an access token are near or keep connections open; for
 * them it would cost more time than it saves.
 */
export function compressResponses(): RequestHandler {
  return compression({
    filter: (request, response) =>
      request.headers.authorization === undefined && compression.filter(request, response),
  });
}
