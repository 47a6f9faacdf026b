import { ApiError } from '../graphql/api.error.js';

/** The listener has as many live access tokens as they may. */
export class TooManyTokensError extends ApiError {
  override readonly name = 'TooManyTokensError';
  readonly code = 'BAD_USER_INPUT';

  constructor(most: number) {
    super(
      `You have ${most} access tokens already, and there can be no more. Revoke one with revokeAccessToken first.`,
    );
  }
}
