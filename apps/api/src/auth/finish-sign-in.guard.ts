import type { PendingSignIn } from '#database';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { z } from 'zod';
import { ClientError } from '../errors/client-error.js';
import type { FinishedSignIn } from './session.js';
import { SignInStateStore } from './sign-in-state.store.js';
import type { SpotifyIdentity } from './spotify.strategy.js';

const text = z.string().min(1).max(4_096);
/** What Spotify sends people back with. */
const answer = z.object({
  state: z.string().regex(/^[\w-]{32}$/),
  code: text.optional(),
  error: text.optional(),
});

/** A request that {@link FinishSignInGuard} let through: a sign-in to complete, or one that was completed before. */
export type CallbackRequest = Request &
  (
    | {
        readonly user: SpotifyIdentity;
        readonly authInfo: { readonly state: PendingSignIn };
        readonly finishedSignIn?: undefined;
      }
    | { finishedSignIn: FinishedSignIn }
  );

/** Checks Spotify's answer against the sign-in that this browser began, then exchanges the code. */
@Injectable()
export class FinishSignInGuard extends AuthGuard('spotify') {
  constructor(private readonly states: SignInStateStore) {
    super({ session: false });
  }

  /** @throws {ClientError} this browser has no such sign-in, or the listener or Spotify broke it off */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallbackRequest>();
    const parsed = answer.safeParse(request.query);
    if (!parsed.success) throw this.unknownState(request);
    const { state, code, error } = parsed.data;
    const finished = request.session.finishedSignIns?.find((one) => one.state === state);
    if (finished) {
      Object.assign(request, { finishedSignIn: finished });
      return true;
    }
    // passport-oauth2 believes an error without looking at its state; anyone could send people here with one.
    if (error !== undefined) {
      if (!(await this.states.take(request, state))) throw this.unknownState(request);
      throw new ClientError(error === 'access_denied' ? 'CONSENT_REFUSED' : 'AUTHORIZATION_FAILED');
    }
    // Without a code passport-oauth2 would begin another sign-in.
    if (code === undefined) throw this.unknownState(request);
    return super.canActivate(context) as Promise<boolean>;
  }

  override handleRequest<Identity>(
    error: unknown,
    identity: Identity | false | null,
    _info: unknown,
    context: ExecutionContext,
  ): Identity {
    if (error) throw cause(error);
    if (!identity) throw this.unknownState(context.switchToHttp().getRequest<Request>());
    return identity;
  }

  private unknownState(request: Request): ClientError {
    return new ClientError(this.states.sentCookies(request) ? 'STATE_UNKNOWN' : 'COOKIES_MISSING');
  }
}

/** passport-oauth2 wraps what the token exchange threw. */
function cause(error: unknown): unknown {
  return error instanceof Error && 'oauthError' in error ? error.oauthError : error;
}
