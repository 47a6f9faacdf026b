import { randomBytes } from 'node:crypto';
import { type Share as StoredShare, ShareRepository } from '#database';
import { Injectable } from '@nestjs/common';
import { hashToken } from '../auth/access-token-authenticator.js';
import { formatRandom, TOKEN_BYTES } from '../auth/token-text.js';
import type { TimeRange } from '../charts/chart.enums.js';
import { HistoryCache } from '../charts/history-cache.js';
import { BadUserInputError, ClientError } from '../errors/client-error.js';
import { isCalendarDay } from '../graphql/dates.js';
import { parseLabel } from '../graphql/labels.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import type { CreateShareInput, Share } from './shares.models.js';

const MAX_SHARES = 20;
const MAX_DAYS = 365;
const MAX_TITLE_LENGTH = 80;

/** Creates, lists and revokes shares. */
@Injectable()
export class SharesService {
  constructor(
    private readonly shares: ShareRepository,
    private readonly histories: HistoryCache,
    private readonly viewers: ViewerService,
    private readonly settings: ApiSettings,
  ) {}

  /** Lists the shares that have not expired, newest first. */
  async list(listenerId: number): Promise<Share[]> {
    return (await this.shares.live(listenerId)).map((share) => this.toShare(share));
  }

  /**
   * Creates a share.
   *
   * @throws {BadUserInputError} the title or `expiresInDays` is invalid, or `on` is not a day with a snapshot
   * @throws {ClientError} BAD_USER_INPUT: the listener already has 20 shares
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async create(listenerId: number, input: CreateShareInput): Promise<Share> {
    const { range, on = null, showName, expiresInDays } = input;
    const title = typeof input.title === 'string' ? parseLabel('title', input.title, MAX_TITLE_LENGTH) : null;
    if (expiresInDays < 1 || expiresInDays > MAX_DAYS)
      throw new BadUserInputError('expiresInDays', `from 1 to ${MAX_DAYS}; it was ${expiresInDays}`);
    if (on !== null) await this.checkDay(listenerId, range, on);
    const token = createShareToken();
    const share = { token, tokenHash: hashToken(token), title, range, on, showName, expiresInDays };
    const added = await this.shares.add(listenerId, share, MAX_SHARES);
    if (added === 'TOO_MANY') {
      throw new ClientError(
        'BAD_USER_INPUT',
        `You already have ${MAX_SHARES} shares, the maximum. Revoke one with revokeShare first.`,
      );
    }
    return added === 'NO_LISTENER' ? this.viewers.throwAccountDeleted() : this.toShare(added);
  }

  /** @throws {ClientError} NOT_FOUND: the listener has no share with this ID; others may have one */
  async revoke(listenerId: number, id: string): Promise<Share> {
    const revoked = await this.shares.revoke(listenerId, id);
    if (revoked) return this.toShare(revoked);
    throw new ClientError('NOT_FOUND', 'You have no share with this ID. viewer.shares lists your shares.');
  }

  /** @throws {BadUserInputError} this day has no snapshot of the range, or a reconstructed one that the listener leaves out */
  private async checkDay(listenerId: number, range: TimeRange, on: string): Promise<void> {
    const { history } = await this.histories.load(listenerId, range);
    const newest = history.newest();
    const found = isCalendarDay(on) ? history.newest(on) : null;
    if (found !== null && history.day(found) === on) return;
    const example = newest === null ? 'and there is none yet' : `such as ${history.day(newest)}`;
    throw new BadUserInputError(
      'on',
      `a day with a snapshot of ${range}, ${example}; it was ${JSON.stringify(on)}`,
    );
  }

  private toShare({ token, ...share }: StoredShare): Share {
    return { ...share, url: `${this.settings.publicUrl}/s/${token}` };
  }
}

/** Creates the token of a share: 160 random bits in base 62, which any URL can hold. */
export function createShareToken(): string {
  return formatRandom(randomBytes(TOKEN_BYTES));
}
