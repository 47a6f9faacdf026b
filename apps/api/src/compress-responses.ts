import compression from 'compression';
import type { RequestHandler } from 'express';

const COMPRESSED = /^\/(?:graphql|(?:web\/)?assets\/.*)$/;

/**
 * Compresses GraphQL responses to sessions, and assets: with brotli, or with gzip over plain HTTP, where browsers do not accept
 * brotli. Responses to access tokens stay uncompressed: close to the API, compression costs more time than it saves. So do parts
 * of files, since their `Content-Range` counts bytes of the file.
 */
export function compressResponses(): RequestHandler {
  const compress = compression({
    filter: (request, response) =>
      !response.hasHeader('Content-Range') && compression.filter(request, response),
  });
  return (request, response, next) => {
    const isCompressed = COMPRESSED.test(request.path) && request.headers.authorization === undefined;
    return isCompressed ? compress(request, response, next) : next();
  };
}
