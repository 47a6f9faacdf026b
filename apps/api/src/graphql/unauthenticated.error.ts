import { ApiError } from './api.error.js';

/** Nobody is signed in, or what was sent to show who it is does not count. */
export class UnauthenticatedError extends ApiError {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'UNAUTHENTICATED';
}
