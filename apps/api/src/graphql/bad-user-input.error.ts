import { ApiError } from './api.error.js';

/** An argument that the schema allows and its meaning does not. */
export class BadUserInputError extends ApiError {
  override readonly name = 'BadUserInputError';
  readonly code = 'BAD_USER_INPUT';

  constructor(
    readonly argument: string,
    expected: string,
  ) {
    super(`The argument "${argument}" must be ${expected}.`);
  }
}
