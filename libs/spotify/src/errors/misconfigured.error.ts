import { SpotifyError } from './spotify.error.js';

/** Spotify does not accept this instance's own credentials. The operator has to mend the settings. */
export class MisconfiguredError extends SpotifyError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'MISCONFIGURED';

  constructor() {
    super('Spotify does not accept SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET');
  }
}
