import { isSpotifyFailure, type SpotifyFailure } from '#spotify';
import type { TooManyTokensError } from '../access-tokens/too-many-tokens.error.js';
import type { AllowanceUsedUpError } from './allowance-used-up.error.js';
import { ApiError } from './api.error.js';
import type { BadLineError } from './bad-line.error.js';
import type { BadUserInputError } from './bad-user-input.error.js';
import type { ForbiddenError } from './forbidden.error.js';
import type { QueryTooComplexError } from './limits/query-too-complex.error.js';
import type { NotFoundError } from './not-found.error.js';
import { mendingOf, remedy } from './remedy.js';
import { spotifyErrorCode } from './spotify-error-code.js';
import type { TooBusyError } from './too-busy.error.js';
import type { UnauthenticatedError } from './unauthenticated.error.js';

/** The errors that clients are told about, each with its own code. Anything else is INTERNAL. */
export type ToldError =
  | UnauthenticatedError
  | ForbiddenError
  | NotFoundError
  | BadUserInputError
  | TooManyTokensError
  | BadLineError
  | AllowanceUsedUpError
  | QueryTooComplexError
  | TooBusyError
  | SpotifyFailure;

/** What a client gets to see of an error. */
export interface ErrorAnswer {
  readonly message: string;
  readonly extensions: Readonly<Record<string, string | number>> & { readonly code: string };
}

export function isTold(error: unknown): error is ToldError {
  return error instanceof ApiError || isSpotifyFailure(error);
}

/** Says an error to a client: its code, what happened, and what to do. Without a default, so that none is forgotten. */
export function errorAnswer(error: ToldError, reconnectUrl: string): ErrorAnswer {
  switch (error.code) {
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
    case 'NOT_FOUND':
      return { message: error.message, extensions: { code: error.code } };
    case 'BAD_USER_INPUT': {
      const { code, message } = error;
      return { message, extensions: 'argument' in error ? { code, argument: error.argument } : { code } };
    }
    case 'BAD_LINE':
      return { message: error.message, extensions: { code: 'BAD_USER_INPUT', line: error.line } };
    case 'ALLOWANCE_USED_UP':
    case 'TOO_BUSY':
      return {
        message: error.message,
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds: error.retryAfterSeconds },
      };
    case 'QUERY_TOO_COMPLEX': {
      const { code, limit, counted, allowed } = error;
      return { message: error.message, extensions: { code, limit, counted, allowed } };
    }
    case 'INVALID_GRANT':
    case 'REAUTHORIZATION_REQUIRED':
      return {
        message:
          'Spotify no longer accepts this connection. Open reconnectUrl in a browser to renew it; the history stays.',
        extensions: { code: spotifyErrorCode(error.code), reconnectUrl },
      };
    case 'RATE_LIMITED':
      return {
        message: `Spotify accepts no calls from this instance for another ${error.hold.secondsLeft} s. Try again then.`,
        extensions: {
          code: spotifyErrorCode(error.code),
          retryAfterSeconds: error.hold.secondsLeft,
          reason: error.hold.reason,
        },
      };
    case 'NOT_PERMITTED':
      return {
        message: remedy(error.missing),
        extensions: { code: spotifyErrorCode(error.code), missing: error.missing },
      };
    case 'MISCONFIGURED':
      return {
        message: mendingOf(error.what),
        extensions: { code: spotifyErrorCode(error.code) },
      };
    case 'UNAVAILABLE':
    case 'MALFORMED_ANSWER':
      return {
        message: 'Spotify gives no usable answer at present. Try again in a few minutes.',
        extensions: { code: spotifyErrorCode(error.code) },
      };
  }
}
