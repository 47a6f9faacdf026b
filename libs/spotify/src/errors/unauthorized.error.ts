import { SpotifyError } from './spotify.error.js';

/** Spotify refused an access token (status 401). Stays inside this room: it is answered by one refresh. */
export class UnauthorizedError extends SpotifyError {
  override readonly name = 'UnauthorizedError';
  readonly code = 'UNAUTHORIZED';

  constructor() {
    super('Spotify refused the access token');
  }
}
