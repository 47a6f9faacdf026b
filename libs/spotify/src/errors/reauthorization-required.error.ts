import { SpotifyError } from './spotify.error.js';

/** The grant has ended: only the listener can mend this, by signing in again. Trying later is no use. */
export class ReauthorizationRequiredError extends SpotifyError {
  override readonly name = 'ReauthorizationRequiredError';
  readonly code = 'REAUTHORIZATION_REQUIRED';

  constructor() {
    super('Spotify no longer accepts this grant; the listener has to sign in again');
  }
}
