import { SignInRepository, SnapshotQueue } from '#database';
import { Public } from '#runtime';
import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ResponseCache } from '../response-cache/response-cache.js';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { isAllowed } from './allowed-listeners.js';
import { SessionMiddleware } from './session.middleware.js';
import './session.js';
import { BeginSignInGuard } from './begin-sign-in.guard.js';
import { type CallbackRequest, FinishSignInGuard } from './finish-sign-in.guard.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { SCOPES } from './spotify.strategy.js';

/** How many completed sign-ins a session remembers: as many as can be pending at once. */
const MAX_FINISHED = 5;

@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInRepository,
    private readonly sessions: SessionMiddleware,
    private readonly queue: SnapshotQueue,
    private readonly settings: ApiSettings,
    private readonly responses: ResponseCache,
  ) {}

  /** `returnTo`: where to go afterwards, a path. `reconnect=true`: ask for consent again, which renews the connection. */
  @Get('spotify')
  @UseGuards(BeginSignInGuard)
  begin(): void {
    // The guard has sent the listener to Spotify.
  }

  @Get('spotify/callback')
  @UseGuards(FinishSignInGuard)
  async finish(@Req() request: CallbackRequest, @Res() response: Response): Promise<void> {
    if (request.finishedSignIn) return response.redirect(request.finishedSignIn.returnTo);
    const { profile, tokens } = request.user;
    const { returnTo, consentRenewed } = request.authInfo.state;
    if (!isAllowed(profile, this.settings.environment.ALLOWED_LISTENERS))
      throw new ClientError('NOT_ALLOWED');
    const scopes = tokens.scopes ?? SCOPES;
    const listenerId = await this.signIns.record({ profile, tokens, scopes, consentRenewed });
    this.responses.invalidate(listenerId);
    // Their snapshots need not wait for the next tick; which would find them as well, should this fail.
    this.queue.enqueue([listenerId]).catch(() => undefined);
    // A new id: one that somebody planted before sign-in must not be worth anything after it.
    const { finishedSignIns = [] } = request.session;
    await settled((done) => request.session.regenerate(done));
    request.session.listenerId = listenerId;
    request.session.signedInAt = Date.now();
    request.session.finishedSignIns = [
      { state: String(request.query['state']), returnTo },
      ...finishedSignIns,
    ].slice(0, MAX_FINISHED);
    await settled((done) => request.session.save(done));
    response.redirect(303, returnTo);
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

function settled(call: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
}
