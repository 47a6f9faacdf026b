import type { Cooldown } from './ports.js';

/** A failed call to Spotify. Each subclass says what a caller can do. */
export abstract class SpotifyError extends Error {
  abstract readonly code: string;
}

/** Spotify refused an access token (status 401). `Spotify` handles it with one refresh. */
export class UnauthorizedError extends SpotifyError {
  override readonly name = 'UnauthorizedError';
  readonly code = 'UNAUTHORIZED';

  constructor() {
    super('Spotify refused the access token');
  }
}

/**
 * Spotify refused a code or a refresh token (`invalid_grant`). This ends the grant only if the stored one is unchanged.
 */
export class InvalidGrantError extends SpotifyError {
  override readonly name = 'InvalidGrantError';
  readonly code = 'INVALID_GRANT';

  constructor() {
    super('Spotify refused the code or the refresh token');
  }
}

/** Spotify's response is invalid. Nothing of it was used. */
export class MalformedResponseError extends SpotifyError {
  override readonly name = 'MalformedResponseError';
  readonly code = 'MALFORMED_RESPONSE';

  /** @param detail what is wrong with the response, without quoting it */
  constructor(readonly detail: string) {
    super(`Spotify's response cannot be used: ${detail}`);
  }
}

/** What the operator must fix: the credentials of the Spotify app, or the keyring. */
export type Misconfiguration = 'CLIENT' | 'KEYRING';

const MISCONFIGURATIONS: Record<Misconfiguration, string> = {
  CLIENT: 'Spotify does not accept SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET',
  KEYRING: 'the stored Spotify tokens cannot be read with the keyring of this process',
};

/** The settings of this instance are wrong. The operator must fix them. */
export class MisconfiguredError extends SpotifyError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'MISCONFIGURED';

  constructor(readonly what: Misconfiguration = 'CLIENT') {
    super(MISCONFIGURATIONS[what]);
  }
}

/** What Spotify requires before it answers. `UNSPECIFIED` if it gave no reason. */
export type MissingPermission =
  | 'LISTENER_NOT_REGISTERED'
  | 'PREMIUM_MISSING'
  | 'SCOPE_MISSING'
  | 'UNSPECIFIED';

/** Spotify refused the call (status 403). A new access token would not help. */
export class NotPermittedError extends SpotifyError {
  override readonly name = 'NotPermittedError';
  readonly code = 'NOT_PERMITTED';

  constructor(readonly missing: MissingPermission) {
    super(`Spotify does not permit this call (${missing})`);
  }
}

/** No process may call Spotify before `cooldown.until`. */
export class RateLimitedError extends SpotifyError {
  override readonly name = 'RateLimitedError';
  readonly code = 'RATE_LIMITED';

  constructor(readonly cooldown: Cooldown) {
    super(`Spotify accepts no calls for another ${cooldown.secondsLeft} s (${cooldown.reason})`);
  }
}

/**
 * The grant has ended, and the listener must sign in again. Since Spotify has refused valid grants by mistake, a refused
 * one is tried twice more: `nextTrySeconds` is the time until the next attempt, null if there is none.
 */
export class ReauthorizationRequiredError extends SpotifyError {
  override readonly name = 'ReauthorizationRequiredError';
  readonly code = 'REAUTHORIZATION_REQUIRED';

  constructor(readonly nextTrySeconds: number | null) {
    super('Spotify no longer accepts this grant; the listener has to sign in again');
  }
}

/** Spotify did not answer, or failed. A later attempt is likely to succeed. */
export class UnavailableError extends SpotifyError {
  override readonly name = 'UnavailableError';
  readonly code = 'UNAVAILABLE';

  /** @param detail what happened, without quoting Spotify or the listener */
  constructor(
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`Spotify is unavailable: ${detail}`, options);
  }
}

const FAILURES = [
  InvalidGrantError,
  MalformedResponseError,
  MisconfiguredError,
  NotPermittedError,
  RateLimitedError,
  ReauthorizationRequiredError,
  UnavailableError,
] as const;

/** The errors that callers of this library see, distinguished by `code`. */
export type SpotifyFailure = InstanceType<(typeof FAILURES)[number]>;

/** Whether an error is a {@link SpotifyFailure}. */
export function isSpotifyFailure(error: unknown): error is SpotifyFailure {
  return FAILURES.some((failure) => error instanceof failure);
}
