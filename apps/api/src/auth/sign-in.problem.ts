/** Why a sign-in did not come about, where Spotify's own errors do not say it. */
export type SignInProblemKind =
  | 'RETURN_TO_REFUSED'
  | 'STATE_UNKNOWN'
  | 'COOKIES_MISSING'
  | 'CONSENT_REFUSED'
  | 'AUTHORIZATION_FAILED'
  | 'NOT_ALLOWED';

/** A sign-in that cannot go on; people see a page that says why and what to do. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem';

  constructor(
    readonly kind: SignInProblemKind,
    options?: ErrorOptions,
  ) {
    super(`the sign-in cannot go on: ${kind}`, options);
  }
}
