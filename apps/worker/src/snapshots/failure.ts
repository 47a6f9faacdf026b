import type { SnapshotFailureReason } from '#database';
import type { SpotifyFailure } from '#spotify';

/** Why a snapshot was not taken, and when another try makes sense. */
export interface Failure {
  readonly reason: SnapshotFailureReason;
  /** The least time before another try, in seconds; null: no try makes sense until the listener signs in again. */
  readonly retryAfterSeconds: number | null;
}

/** What an error of Spotify means for a snapshot. Without a default, so that none is forgotten. */
export function failureOf(error: SpotifyFailure): Failure {
  switch (error.code) {
    case 'INVALID_GRANT':
      return { reason: 'REAUTHORIZATION_REQUIRED', retryAfterSeconds: null };
    case 'REAUTHORIZATION_REQUIRED':
      return { reason: 'REAUTHORIZATION_REQUIRED', retryAfterSeconds: error.nextTrySeconds };
    case 'RATE_LIMITED':
      return { reason: error.hold.reason, retryAfterSeconds: error.hold.secondsLeft };
    case 'NOT_PERMITTED':
      return { reason: 'NOT_PERMITTED', retryAfterSeconds: 0 };
    case 'MISCONFIGURED':
      return { reason: 'MISCONFIGURED', retryAfterSeconds: 0 };
    case 'UNAVAILABLE':
    case 'MALFORMED_ANSWER':
      return { reason: 'SPOTIFY_UNAVAILABLE', retryAfterSeconds: 0 };
  }
}
