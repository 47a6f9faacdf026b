import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';

/**
 * Compresses GraphQL responses to sessions, and assets: with brotli, or with gzip over plain HTTP, where browsers do not accept
 * brotli. Responses to access tokens stay uncompressed: close to the API, compression costs more time than it saves. So do parts
 * of files, since their `Content-Range` counts bytes of the file.
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
