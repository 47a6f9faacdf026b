import { AccountDeletion } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Authenticator } from '../auth/authenticator.js';
import { SessionMiddleware } from '../auth/session.js';
import { BadUserInputError } from '../errors/client-error.js';
import { ResponseCache } from '../response-cache/response-cache.js';
import { ViewerService } from '../viewer/viewer.service.js';

/** Deletes accounts. */
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
   * Deletes everything about the listener and ends the session of this request.
   *
   * @returns when the account was deleted
   * @throws {BadUserInputError} `confirm` is false
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async delete(listenerId: number, confirm: boolean, request: Request): Promise<Date> {
    if (!confirm) {
      throw new BadUserInputError(
        'confirm',
        "true to delete your account, which can't be undone. Nothing has been deleted",
      );
    }
    const deletedAt = (await this.deletion.delete(listenerId)) ?? this.viewers.throwAccountDeleted();
    this.responses.invalidate(listenerId);
    this.authenticator.invalidate(listenerId);
    // The session is already deleted; this keeps the request from saving it again.
    await this.sessions.end(request);
    return deletedAt;
  }
}
