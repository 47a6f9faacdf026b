import { SpotifyError } from './spotify.error.js';

/**
 * Spotify refused a code or a refresh token (`invalid_grant`). Whether this ends a connection is for the reader
 * of the grant to decide, since the token may have been replaced in the meantime.
 */
export class InvalidGrantError extends SpotifyError {
  override readonly name = 'InvalidGrantError';
  readonly code = 'INVALID_GRANT';

  constructor() {
    super('Spotify refused the code or the refresh token');
  }
}
