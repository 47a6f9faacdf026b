import { ApiError } from './api.error.js';

/** It is known who asks, and they may not: the message says what would be needed. */
export class ForbiddenError extends ApiError {
  override readonly name = 'ForbiddenError';
  readonly code = 'FORBIDDEN';
}
