import { randomBytes } from 'node:crypto';
import { type AccessToken as Stored, AccessTokenRepository, type RateLimit, RateLimits } from '#database';
import { Injectable } from '@nestjs/common';
import { BadUserInputError, ClientError, RateLimitExceededError } from '../errors/client-error.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { AccessTokenScope } from './access-token-scope.enum.js';
import type { AccessToken } from './access-token.model.js';
import type { CreateAccessTokenInput, CreateAccessTokenPayload } from './create-access-token.model.js';
import { hashOf } from '../auth/access-token-authenticator.js';
import { tokenName } from './token-name.js';
import { TOKEN_BYTES, tokenText } from '../auth/token-text.js';

const PER_HOUR = 20;
const MOST_LIVE = 50;
const MOST_DAYS = 365;

/** Makes, lists and revokes listeners' access tokens. */
@Injectable()
export class AccessTokensService {
  private readonly limit: RateLimit;

  constructor(
    private readonly tokens: AccessTokenRepository,
    private readonly viewers: ViewerService,
    limits: RateLimits,
  ) {
    this.limit = limits.open({ kind: 'ACCESS_TOKEN', limit: PER_HOUR, windowSeconds: 3_600 });
  }

  /** Those that work, newest first. */
  async live(listenerId: number): Promise<AccessToken[]> {
    return (await this.tokens.live(listenerId)).map(shown);
  }

  /**
   * The secret leaves with this answer, and is forgotten.
   *
   * @throws {BadUserInputError} an argument cannot be used
   * @throws {RateLimitExceededError} 20 were made within the last hour
   * @throws {ClientError} BAD_USER_INPUT: the listener has 50 that work
   * @throws {ClientError} UNAUTHENTICATED: the session outlived its listener
   */
  async create(listenerId: number, input: CreateAccessTokenInput): Promise<CreateAccessTokenPayload> {
    const { scope, expiresInDays } = input;
    const name = tokenName(input.name);
    if (expiresInDays < 1 || expiresInDays > MOST_DAYS)
      throw new BadUserInputError('expiresInDays', `from 1 to ${MOST_DAYS}; it was ${expiresInDays}`);
    const wait = await this.limit.consume({ listenerId });
    if (wait !== null)
      throw new RateLimitExceededError(`Access tokens can be made ${PER_HOUR} times an hour`, wait);
    const secret = tokenText(randomBytes(TOKEN_BYTES));
    const token = { hash: hashOf(secret), name, scope, expiresInDays };
    const added = await this.tokens.add(listenerId, token, MOST_LIVE);
    if (added === 'TOO_MANY') {
      throw new ClientError(
        'BAD_USER_INPUT',
        `You have ${MOST_LIVE} access tokens already, and there can be no more. Revoke one with revokeAccessToken first.`,
      );
    }
    if (added === 'NO_LISTENER') return this.viewers.gone();
    return { accessToken: shown(added), secret };
  }

  /** @throws {ClientError} NOT_FOUND: the listener has no such token; whether somebody else has is not said */
  async revoke(listenerId: number, id: string): Promise<AccessToken> {
    const revoked = await this.tokens.revoke(listenerId, id);
    if (!revoked)
      throw new ClientError(
        'NOT_FOUND',
        'You have no access token with this id. viewer.accessTokens lists them.',
      );
    return shown(revoked);
  }
}

function shown(token: Stored): AccessToken {
  return { ...token, scope: AccessTokenScope[token.scope] };
}
