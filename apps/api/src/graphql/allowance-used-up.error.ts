import { ApiError } from './api.error.js';

/** The listener has asked for something as often as they may for now. Spotify has no part in it. */
export class AllowanceUsedUpError extends ApiError {
  override readonly name = 'AllowanceUsedUpError';
  readonly code = 'ALLOWANCE_USED_UP';

  /** @param allowance what they may, such as "Snapshots can be asked for 5 times an hour" */
  constructor(
    allowance: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`${allowance}. Try again in ${retryAfterSeconds} s.`);
  }
}
