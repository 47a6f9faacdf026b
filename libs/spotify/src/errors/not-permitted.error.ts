import { SpotifyError } from './spotify.error.js';

/** What Spotify misses before it answers; `UNSPECIFIED` where it refused without saying why. */
export type MissingPermission =
  'LISTENER_NOT_REGISTERED' | 'PREMIUM_MISSING' | 'SCOPE_MISSING' | 'UNSPECIFIED';

/** Spotify knows the listener and refuses (status 403). A new access token would not help. */
export class NotPermittedError extends SpotifyError {
  override readonly name = 'NotPermittedError';
  readonly code = 'NOT_PERMITTED';

  constructor(readonly missing: MissingPermission) {
    super(`Spotify does not permit this call (${missing})`);
  }
}
