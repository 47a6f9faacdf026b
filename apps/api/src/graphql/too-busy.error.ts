import { ApiError } from './api.error.js';

/** This process does as much of something as it takes on at a time, whoever asked for it. */
export class TooBusyError extends ApiError {
  override readonly name = 'TooBusyError';
  readonly code = 'TOO_BUSY';

  /** @param limit what it takes on, such as "This instance makes 2 exports at a time" */
  constructor(
    limit: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`${limit}. Try again in ${retryAfterSeconds} s.`);
  }
}
