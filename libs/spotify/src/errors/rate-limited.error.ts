import type { Hold } from '../http/rate-gate.js';
import { SpotifyError } from './spotify.error.js';

/** Spotify asked everyone to wait. Nothing may be sent before `hold.until`, by any process. */
export class RateLimitedError extends SpotifyError {
  override readonly name = 'RateLimitedError';
  readonly code = 'RATE_LIMITED';

  constructor(readonly hold: Hold) {
    super(`Spotify accepts no calls for another ${hold.secondsLeft} s (${hold.reason})`);
  }
}
