import type {
  CorsOptions,
  CorsOptionsDelegate,
} from '@nestjs/common/interfaces/external/cors-options.interface.js';
import type { Request } from 'express';
import helmet from 'helmet';
import type { ApiSettings } from './settings/api-settings.js';

/**
 * The headers of every page. They allow files of this origin, artwork from Spotify, and pictures that the page draws; no
 * inline script and no frame.
 */
export function securityHeaders(settings: ApiSettings): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', ...settings.imageOrigins],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Forms need the referrer for their `Origin` header.
    referrerPolicy: { policy: 'same-origin' },
    // Artwork from other hosts has no embedder policy.
    crossOriginEmbedderPolicy: false,
    // Subdomains may belong to other services.
    strictTransportSecurity: settings.secure && { includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
}

/** The routes for programs, and so for pages of other origins. */
const CORS_METHODS: Readonly<Record<string, string[]>> = {
  '/graphql': ['GET', 'POST'],
  '/schema.graphql': ['GET'],
  '/export': ['GET'],
  '/import': ['POST'],
};

/**
 * Allows pages of `origins` to call the routes for programs. Never with credentials: such a page needs an access token
 * and cannot use the listener's cookie.
 */
export function corsFor(origins: readonly string[]): CorsOptionsDelegate<Request> {
  return (request, decide) => {
    const methods = CORS_METHODS[request.path];
    const options: CorsOptions =
      methods === undefined || origins.length === 0
        ? { origin: false }
        : {
            origin: [...origins],
            methods,
            credentials: false,
            // In seconds.
            maxAge: 600,
            exposedHeaders: ['Retry-After', 'X-Request-Id'],
          };
    decide(null, options);
  };
}
