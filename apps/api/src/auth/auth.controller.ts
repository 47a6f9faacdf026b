import { SignInRepository, SnapshotQueue } from '#database';
import { Public } from '#runtime';
import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ClientError } from '../errors/client-error.js';
import { ResponseCache } from '../response-cache/response-cache.js';
import { ApiSettings } from '../settings/api-settings.js';
import { SameOriginGuard } from './auth.guard.js';
import { SessionMiddleware } from './session.js';
import { BeginSignInGuard, type CallbackRequest, FinishSignInGuard } from './sign-in.guards.js';
import { SignInStateStore } from './sign-in-state.store.js';
import { SCOPES } from './spotify.strategy.js';

/** Sign-in with Spotify, and sign-out. */
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInRepository,
    private readonly sessions: SessionMiddleware,
    private readonly states: SignInStateStore,
    private readonly queue: SnapshotQueue,
    private readonly settings: ApiSettings,
    private readonly responses: ResponseCache,
  ) {}

  /** `returnTo`: the path to return to. `reconnect=true`: asks for consent again, which renews the connection. */
  @Get('spotify')
  @UseGuards(BeginSignInGuard)
  begin(): void {
    // The guard has redirected to Spotify.
  }

  @Get('spotify/callback')
  @UseGuards(FinishSignInGuard)
  async finish(@Req() request: CallbackRequest, @Res() response: Response): Promise<void> {
    if (request.finishedSignIn) {
      const { state, returnTo } = request.finishedSignIn;
      return response.redirect(await this.states.readReturnTo(state, returnTo));
    }
    const { profile, tokens } = request.user;
    const { returnTo, consentRenewed } = request.authInfo.state;
    if (!this.settings.allows(profile)) throw new ClientError('NOT_ALLOWED');
    const scopes = tokens.scopes ?? SCOPES;
    const listenerId = await this.signIns.record({ profile, tokens, scopes, consentRenewed });
    this.responses.invalidate(listenerId);
    // Saves the listener the wait for the next tick, which queues them if this fails.
    this.queue.enqueue([listenerId]).catch(() => undefined);
    const state = String(request.query['state']);
    await this.sessions.begin(request, listenerId, { state, returnTo });
    response.redirect(303, await this.states.readReturnTo(state, returnTo));
  }

  @Post('logout')
  @UseGuards(SameOriginGuard)
  async logout(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { listenerId } = request.session;
    await this.sessions.end(request);
    if (listenerId !== undefined) this.responses.invalidate(listenerId);
    response.redirect(303, '/');
  }
}
