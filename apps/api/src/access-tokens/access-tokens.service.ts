import { randomBytes } from 'node:crypto';
import { AccessTokenRepository, type RateLimit, RateLimits } from '#database';
import { Injectable } from '@nestjs/common';
import { hashToken } from '../auth/access-token-authenticator.js';
import { TOKEN_BYTES, formatToken } from '../auth/token-text.js';
import { BadUserInputError, ClientError, RateLimitExceededError } from '../errors/client-error.js';
import { parseLabel } from '../graphql/labels.js';
import { ViewerService } from '../viewer/viewer.service.js';
import {
  type AccessToken,
  type CreateAccessTokenInput,
  type CreateAccessTokenPayload,
} from './access-tokens.models.js';

const MAX_PER_HOUR = 20;
const MAX_TOKENS = 50;
const MAX_DAYS = 365;
const MAX_NAME_LENGTH = 60;

/** Creates, lists and revokes access tokens. */
@Injectable()
export class AccessTokensService {
  private readonly limit: RateLimit;

  constructor(
    private readonly tokens: AccessTokenRepository,
    private readonly viewers: ViewerService,
    limits: RateLimits,
  ) {
    this.limit = limits.open({ kind: 'ACCESS_TOKEN', limit: MAX_PER_HOUR, windowSeconds: 3_600 });
  }

  /** Lists the tokens that work, newest first. */
  list(listenerId: number): Promise<AccessToken[]> {
    return this.tokens.live(listenerId);
  }

  /**
   * Creates a token. Only the returned payload holds its secret.
   *
   * @throws {BadUserInputError} the name or `expiresInDays` is invalid
   * @throws {RateLimitExceededError} the listener has created 20 tokens within the last hour
   * @throws {ClientError} BAD_USER_INPUT: the listener has 50 tokens that work
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async create(listenerId: number, input: CreateAccessTokenInput): Promise<CreateAccessTokenPayload> {
    const { scope, expiresInDays } = input;
    const name = parseLabel('name', input.name, MAX_NAME_LENGTH);
    if (expiresInDays < 1 || expiresInDays > MAX_DAYS)
      throw new BadUserInputError('expiresInDays', `from 1 to ${MAX_DAYS}; it was ${expiresInDays}`);
    const wait = await this.limit.consume({ listenerId });
    if (wait !== null)
      throw new RateLimitExceededError(`You can create ${MAX_PER_HOUR} access tokens per hour`, wait);
    const secret = formatToken(randomBytes(TOKEN_BYTES));
    const token = { hash: hashToken(secret), name, scope, expiresInDays };
    const added = await this.tokens.add(listenerId, token, MAX_TOKENS);
    if (added === 'TOO_MANY') {
      throw new ClientError(
        'BAD_USER_INPUT',
        `You already have ${MAX_TOKENS} access tokens, the maximum. Revoke one with revokeAccessToken first.`,
      );
    }
    if (added === 'NO_LISTENER') return this.viewers.throwAccountDeleted();
    return { accessToken: added, secret };
  }

  /** @throws {ClientError} NOT_FOUND: the listener has no token with this ID; others may have one */
  async revoke(listenerId: number, id: string): Promise<AccessToken> {
    const revoked = await this.tokens.revoke(listenerId, id);
    if (!revoked) {
      throw new ClientError(
        'NOT_FOUND',
        'You have no access token with this ID. viewer.accessTokens lists your tokens.',
      );
    }
    return revoked;
  }
}
