import { type PendingSignIn, type RateLimit, RateLimits } from '#database';
import { SpotifySignIn } from '#spotify';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { z } from 'zod';
import { ClientError, RateLimitExceededError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { networkOf } from './network.js';
import type { FinishedSignIn } from './session.js';
import { parseSignInOptions, SignInStateStore } from './sign-in-state.store.js';
import type { SpotifyIdentity } from './spotify.strategy.js';

/** Redirects to Spotify's consent page, unless the address has used up its quota or Spotify is limiting requests. */
@Injectable()
export class BeginSignInGuard extends AuthGuard('spotify') {
  private readonly perMinute: number;
  private readonly limit: RateLimit;

  constructor(
    private readonly spotify: SpotifySignIn,
    limits: RateLimits,
    settings: ApiSettings,
  ) {
    super({ session: false });
    this.perMinute = settings.environment.SIGN_INS_PER_MINUTE;
    this.limit = limits.open({ kind: 'SIGN_IN', limit: this.perMinute, windowSeconds: 60 });
  }

  /** @throws {RateLimitExceededError} the address has started too many sign-ins within a minute */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { ip, socket } = context.switchToHttp().getRequest<Request>();
    const wait = await this.limit.consume({ address: networkOf(ip, socket.remoteAddress) });
    if (wait !== null)
      throw new RateLimitExceededError(`One address can start ${this.perMinute} sign-ins per minute`, wait);
    await this.spotify.ensureOpen();
    return super.canActivate(context) as Promise<boolean>;
  }

  /** `showDialog` makes Spotify ask for consent again. */
  override getAuthenticateOptions(context: ExecutionContext): { showDialog: boolean } {
    return { showDialog: parseSignInOptions(context.switchToHttp().getRequest<Request>()).consentRenewed };
  }
}

const text = z.string().min(1).max(4_096);
/** The query of Spotify's redirect. */
const callbackQuery = z.object({
  state: z.string().regex(/^[\w-]{32}$/),
  code: text.optional(),
  error: text.optional(),
});

/** A request that passed {@link FinishSignInGuard}: a sign-in to complete, or one that is already complete. */
export type CallbackRequest = Request &
  (
    | {
        readonly user: SpotifyIdentity;
        readonly authInfo: { readonly state: PendingSignIn };
        readonly finishedSignIn?: undefined;
      }
    | { finishedSignIn: FinishedSignIn }
  );

/** Checks Spotify's redirect against a pending sign-in of this browser, then exchanges the code. */
@Injectable()
export class FinishSignInGuard extends AuthGuard('spotify') {
  constructor(private readonly states: SignInStateStore) {
    super({ session: false });
  }

  /** @throws {ClientError} this browser has no such sign-in, or the listener or Spotify ended it */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallbackRequest>();
    const query = callbackQuery.safeParse(request.query);
    if (!query.success) throw this.unknownState(request);
    const { state, code, error } = query.data;
    const finishedSignIn = request.session.finishedSignIns?.find((one) => one.state === state);
    if (finishedSignIn) {
      Object.assign(request, { finishedSignIn });
      return true;
    }
    // passport-oauth2 trusts an error without checking its state.
    if (error !== undefined) {
      if (!(await this.states.take(request, state))) throw this.unknownState(request);
      throw new ClientError(error === 'access_denied' ? 'CONSENT_REFUSED' : 'AUTHORIZATION_FAILED');
    }
    // Without a code passport-oauth2 would start another sign-in.
    if (code === undefined) throw this.unknownState(request);
    return super.canActivate(context) as Promise<boolean>;
  }

  override handleRequest<Identity>(
    error: unknown,
    identity: Identity | false | null,
    _info: unknown,
    context: ExecutionContext,
  ): Identity {
    // passport-oauth2 wraps errors of the token exchange.
    if (error) throw error instanceof Error && 'oauthError' in error ? error.oauthError : error;
    if (!identity) throw this.unknownState(context.switchToHttp().getRequest<Request>());
    return identity;
  }

  private unknownState(request: Request): ClientError {
    return new ClientError(this.states.sentCookies(request) ? 'STATE_UNKNOWN' : 'COOKIES_MISSING');
  }
}
