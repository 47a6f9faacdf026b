import { SpotifyError } from './spotify.error.js';

/**
 * The grant has ended: only the listener can mend this, by signing in again.
 *
 * Spotify has refused good grants by mistake before, so a refused one is tried again twice: `nextTrySeconds` is the
 * time until the next of these, null when there is none.
 */
export class ReauthorizationRequiredError extends SpotifyError {
  override readonly name = 'ReauthorizationRequiredError';
  readonly code = 'REAUTHORIZATION_REQUIRED';

  constructor(readonly nextTrySeconds: number | null) {
    super('Spotify no longer accepts this grant; the listener has to sign in again');
  }
}
