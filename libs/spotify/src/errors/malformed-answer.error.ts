import { SpotifyError } from './spotify.error.js';

/** Spotify answered with something that is not what its documentation promises. Nothing of it was used. */
export class MalformedAnswerError extends SpotifyError {
  override readonly name = 'MalformedAnswerError';
  readonly code = 'MALFORMED_ANSWER';

  /** @param detail What was wrong with the answer; never a part of the answer itself. */
  constructor(readonly detail: string) {
    super(`Spotify's answer cannot be used: ${detail}`);
  }
}
