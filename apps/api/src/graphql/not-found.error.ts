import { ApiError } from './api.error.js';

/** What was asked for by its id is not among the listener's own. Says nothing about anybody else's. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
  readonly code = 'NOT_FOUND';
}
