import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../graphql/unauthenticated.error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { requestOf } from './request-of.js';

/** Lets signed-in listeners through. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly settings: ApiSettings) {}

  /** @throws {UnauthenticatedError} nobody is signed in, or a token was sent that is not known */
  canActivate(context: ExecutionContext): boolean {
    const req = requestOf(context);
    // Who sends a token means it: one that is not known never falls back on the cookie.
    if (req.headers.authorization !== undefined) {
      throw new UnauthenticatedError('The access token in the Authorization header is not known here.');
    }
    if (req.session.listenerId === undefined) {
      throw new UnauthenticatedError(
        `Nobody is signed in. Sign in with Spotify at ${this.settings.signInUrl}.`,
      );
    }
    return true;
  }
}

/** The id of the listener that {@link SignedInGuard} let through. */
export const ListenerId = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { listenerId } = requestOf(context).session;
  if (listenerId === undefined) throw new Error('@ListenerId() needs SignedInGuard');
  return listenerId;
});
