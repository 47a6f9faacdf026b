import { SpotifyError } from './spotify.error.js';

/** Spotify did not answer, or answered that it cannot. Trying later is likely to help. */
export class UnavailableError extends SpotifyError {
  override readonly name = 'UnavailableError';
  readonly code = 'UNAVAILABLE';

  /** @param detail What happened, free of anything that Spotify or the listener sent. */
  constructor(
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`Spotify is unavailable: ${detail}`, options);
  }
}
