import { isSpotifyFailure, type SpotifyFailure } from '#spotify';
import type { Problem } from '../pages/pages.js';
import { ClientError } from './client-error.js';
import { CLIENT_ERRORS, type ErrorDetails, type ErrorRow, SPOTIFY_ERRORS } from './error-table.js';

/** Errors that are described to clients, each with its own code. Any other error is INTERNAL. */
export type PublicError = ClientError | SpotifyFailure;

/** Message and extensions of a GraphQL error. */
export interface GraphQLErrorBody {
  readonly message: string;
  readonly extensions: ErrorDetails & { readonly code: string };
}

export function isPublicError(error: unknown): error is PublicError {
  return error instanceof ClientError || isSpotifyFailure(error);
}

/** Converts an error into its code, message and details for clients. */
export function toGraphQLError(error: PublicError, reconnectUrl: string): GraphQLErrorBody {
  const row = rowFor(error);
  const details = row.details?.(error) ?? (error instanceof ClientError ? error.details : {});
  return {
    message: row.message?.(error) ?? error.message,
    extensions: { code: codeOf(error), ...details, ...(row.reconnect ? { reconnectUrl } : {}) },
  };
}

/** Converts an error into the page that people see. */
export function toProblem(error: PublicError): Problem {
  const row = rowFor(error);
  const { status, title, action } = row;
  const explanation = row.remedy ?? row.message?.(error) ?? error.message;
  return { status, title, explanation, ...(action ? { action } : {}) };
}

/** `extensions.code` of an error. */
export function codeOf(error: PublicError): string {
  return rowFor(error).code ?? error.code;
}

/** `extensions.code` for the stored code of a Spotify error. */
export function spotifyErrorCode(code: string): string {
  return isSpotifyErrorCode(code) ? SPOTIFY_ERRORS[code].code : SPOTIFY_ERRORS.UNAVAILABLE.code;
}

function isSpotifyErrorCode(code: string): code is keyof typeof SPOTIFY_ERRORS {
  return Object.hasOwn(SPOTIFY_ERRORS, code);
}

function rowFor(error: PublicError): ErrorRow<Error> {
  return error instanceof ClientError ? CLIENT_ERRORS[error.code] : SPOTIFY_ERRORS[error.code];
}
