import type { PendingSignIn } from '#database';
import type { Request } from 'express';
import { ClientError } from '../errors/client-error.js';
import { returnToPath } from './return-to.js';

/** What someone asks for when a sign-in begins. */
export type SignInStart = Pick<PendingSignIn, 'returnTo' | 'consentRenewed'>;

/** @throws {ClientError} `returnTo` is not a path on this origin */
export function signInStart(request: Request): SignInStart {
  const { returnTo = '/', reconnect } = request.query;
  const path = typeof returnTo === 'string' ? returnToPath(returnTo) : null;
  if (path === null) throw new ClientError('RETURN_TO_REFUSED');
  return { returnTo: path, consentRenewed: reconnect === 'true' };
}
