import { ApiError } from './api.error.js';

/** A line of a file that was sent does not hold what it must: the whole file is refused. */
export class BadLineError extends ApiError {
  override readonly name = 'BadLineError';
  readonly code = 'BAD_LINE';

  /** @param line from 1 */
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(`Line ${line}: ${reason}. Nothing was imported.`);
  }
}
