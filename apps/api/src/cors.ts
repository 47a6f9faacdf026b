import type {
  CorsOptions,
  CorsOptionsDelegate,
} from '@nestjs/common/interfaces/external/cors-options.interface.js';
import type { Request } from 'express';

/** Where programs come to, and so pages of other origins too. */
const METHODS: Readonly<Record<string, string[]>> = {
  '/graphql': ['GET', 'POST'],
  '/schema.graphql': ['GET'],
  '/export': ['GET'],
  '/import': ['POST'],
};

/** How long a browser need not ask again, in seconds. */
const PREFLIGHT_MAX_AGE = 600;

/**
 * Lets pages of `origins` call these routes and read the answers. Browsers are never told that credentials are
 * welcome: such a page has to send an access token, and cannot use the listener's cookie.
 */
export function corsFor(origins: readonly string[]): CorsOptionsDelegate<Request> {
  return (request, decide) => {
    const methods = METHODS[request.path];
    // Without an origin the answer is as if nobody had heard of CORS.
    const options: CorsOptions =
      methods === undefined || origins.length === 0
        ? { origin: false }
        : {
            origin: [...origins],
            methods,
            credentials: false,
            maxAge: PREFLIGHT_MAX_AGE,
            exposedHeaders: ['Retry-After', 'X-Request-Id'],
          };
    decide(null, options);
  };
}
