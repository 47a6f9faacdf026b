import { type RateLimit, RateLimits } from '#database';
import { SpotifySignIn } from '#spotify';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { RateLimitExceededError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { networkOf } from './network.js';
import { signInStart } from './sign-in-start.js';

/**
 * Sends the listener to Spotify's consent page; unless too many come from one address, or Spotify asked us to wait, and
 * the code could not be used.
 */
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

  /** @throws {RateLimitExceededError} too many sign-ins began at this address within the last minute */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { ip, socket } = context.switchToHttp().getRequest<Request>();
    const address = networkOf(ip, socket.remoteAddress);
    const wait = await this.limit.consume({ address });
    if (wait !== null) {
      throw new RateLimitExceededError(
        `${this.perMinute} sign-ins can begin at one address within a minute`,
        wait,
      );
    }
    await this.spotify.ensureOpen();
    return super.canActivate(context) as Promise<boolean>;
  }

  /** `showDialog` is passport-spotify's word for asking even those who have consented before. */
  override getAuthenticateOptions(context: ExecutionContext): { showDialog: boolean } {
    return { showDialog: signInStart(context.switchToHttp().getRequest<Request>()).consentRenewed };
  }
}
