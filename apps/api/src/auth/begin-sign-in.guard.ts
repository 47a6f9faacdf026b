import { SpotifySignIn } from '#spotify';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { signInStart } from './sign-in-start.js';

/** Sends the listener to Spotify's consent page, unless Spotify asked us to wait: then the code could not be used. */
@Injectable()
export class BeginSignInGuard extends AuthGuard('spotify') {
  constructor(private readonly spotify: SpotifySignIn) {
    super({ session: false });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.spotify.ensureOpen();
    return super.canActivate(context) as Promise<boolean>;
  }

  /** `showDialog` is passport-spotify's word for asking even those who have consented before. */
  override getAuthenticateOptions(context: ExecutionContext): { showDialog: boolean } {
    return { showDialog: signInStart(context.switchToHttp().getRequest<Request>()).consentRenewed };
  }
}
