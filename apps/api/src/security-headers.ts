import helmet from 'helmet';
import type { ApiSettings } from './settings/api-settings.js';
import { imageOrigins } from './spotify-images.js';

/** The policy of every page: our own files, no inline script or style, no frame, and artwork from Spotify alone. */
export function securityHeaders(settings: ApiSettings): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", ...imageOrigins(settings)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // To other sites nothing; to ourselves enough for a form to show where it was sent from.
    referrerPolicy: { policy: 'same-origin' },
    // Artwork from another host carries no policy of its own.
    crossOriginEmbedderPolicy: false,
    // For this host alone: what else lives below its name is not ours to decide about.
    strictTransportSecurity: settings.secure && { includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
}
