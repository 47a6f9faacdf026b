import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';

/**
 * Compresses what the page loads: with brotli, or with gzip for browsers that have no TLS. Programs with an access token get answers
 * as they are; close to the API, compression costs more time than it saves. A part of a file is sent as it is too: its
 * `Content-Range` counts bytes of the file.
 */
export function compressResponses(app: NestExpressApplication): void {
  const compress = compression({
    filter: (request, response) =>
      request.headers.authorization === undefined &&
      !response.hasHeader('Content-Range') &&
      compression.filter(request, response),
  });
  for (const path of ['/graphql', '/assets', '/web/assets']) app.use(path, compress);
}
