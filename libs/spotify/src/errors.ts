import type { Cooldown } from './http/spotify-rate-limiter.js';

/** What went wrong between us and Spotify. Every subclass says what a caller can do about it. */
export abstract class SpotifyError extends Error {
  abstract readonly code: string;
}

/** Spotify refused an access token (status 401). Stays inside this room: it is answered by one refresh. */
export class UnauthorizedError extends SpotifyError {
  override readonly name = 'UnauthorizedError';
  readonly code = 'UNAUTHORIZED';

  constructor() {
    super('Spotify refused the access token');
  }
}

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

/** Spotify answered with something that is not what its documentation promises. Nothing of it was used. */
export class MalformedAnswerError extends SpotifyError {
  override readonly name = 'MalformedAnswerError';
  readonly code = 'MALFORMED_ANSWER';

  /** @param detail What was wrong with the answer; never a part of the answer itself. */
  constructor(readonly detail: string) {
    super(`Spotify's answer cannot be used: ${detail}`);
  }
}

/** What the operator has to mend: the credentials of the Spotify app, or the keyring that tokens are encrypted with. */
export type Misconfiguration = 'CLIENT' | 'KEYRING';

const WORDS: Record<Misconfiguration, string> = {
  CLIENT: 'Spotify does not accept SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET',
  KEYRING: 'the stored Spotify tokens cannot be read with the keyring of this process',
};

/** This instance is not set up as it has to be. The operator has to mend the settings. */
export class MisconfiguredError extends SpotifyError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'MISCONFIGURED';

  constructor(readonly what: Misconfiguration = 'CLIENT') {
    super(WORDS[what]);
  }
}

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

/** Spotify asked everyone to wait. Nothing may be sent before `cooldown.until`, by any process. */
export class RateLimitedError extends SpotifyError {
  override readonly name = 'RateLimitedError';
  readonly code = 'RATE_LIMITED';

  constructor(readonly cooldown: Cooldown) {
    super(`Spotify accepts no calls for another ${cooldown.secondsLeft} s (${cooldown.reason})`);
  }
}

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

const FAILURES = [
  InvalidGrantError,
  MalformedAnswerError,
  MisconfiguredError,
  NotPermittedError,
  RateLimitedError,
  ReauthorizationRequiredError,
  UnavailableError,
] as const;

/** Every error that leaves this room, told apart by `code`. */
export type SpotifyFailure = InstanceType<(typeof FAILURES)[number]>;

export function isSpotifyFailure(error: unknown): error is SpotifyFailure {
  return FAILURES.some((failure) => error instanceof failure);
}
