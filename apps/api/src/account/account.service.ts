import { AccountDeletion } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Authenticator } from '../auth/authenticator.js';
import { SessionMiddleware } from '../auth/session.js';
import { ResponseCache } from '../response-cache/response-cache.js';
import { BadUserInputError } from '../errors/client-error.js';
import { ViewerService } from '../viewer/viewer.service.js';

const CONFIRMATION =
  'true: this deletes your history, your connection to Spotify, your settings, your access tokens and your sessions in every browser, at once and for good. Nothing has been deleted';

/** Lets listeners leave. */
@Injectable()
export class AccountService {
  constructor(
    private readonly deletion: AccountDeletion,
    private readonly sessions: SessionMiddleware,
    private readonly viewers: ViewerService,
    private readonly responses: ResponseCache,
    private readonly authenticator: Authenticator,
  ) {}

  /**
   * Forgets the listener and ends the session of this request. Answers when.
   *
   * @throws {BadUserInputError} it is not confirmed
   * @throws {ClientError} UNAUTHENTICATED: the session outlived its listener
   */
  async delete(listenerId: number, confirm: boolean, request: Request): Promise<Date> {
    if (!confirm) throw new BadUserInputError('confirm', CONFIRMATION);
    const deletedAt = (await this.deletion.delete(listenerId)) ?? this.viewers.gone();
    this.responses.invalidate(listenerId);
    this.authenticator.forget(listenerId);
    // The row has gone with the listener; this keeps the request from prolonging it.
    await this.sessions.end(request);
    return deletedAt;
  }
}
