import { ArtistRepository, type OpenShare, ShareRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { networkOf } from '../auth/network.js';
import { TimeRange } from '../charts/chart.enums.js';
import type { Chart } from '../charts/chart.models.js';
import { ChartService } from '../charts/chart.service.js';
import { HistoryCache } from '../charts/history-cache.js';
import { HistoryLoader } from '../charts/history-loader.js';
import { ClientError } from '../errors/client-error.js';
import { PerMinuteLimit } from '../graphql/limits/per-minute-limit.js';
import { ApiSettings } from '../settings/api-settings.js';
import { hashShareToken } from './share-token.js';

const MAX_NETWORKS = 20_000;

/** Shows charts to anyone who has the token of a share. */
@Injectable()
export class SharedCharts {
  /** Pages, pictures, feeds and `sharedChart` count together. */
  private readonly views: PerMinuteLimit<string>;

  constructor(
    private readonly shares: ShareRepository,
    private readonly charts: ChartService,
    private readonly histories: HistoryCache,
    private readonly artists: ArtistRepository,
    { environment: { SHARE_VIEWS_PER_MINUTE: limit } }: ApiSettings,
  ) {
    const quota = `One address can open shares ${limit} times per minute`;
    this.views = new PerMinuteLimit({ limit, maxKeys: MAX_NETWORKS, quota });
  }

  /**
   * Counts a view and finds the share.
   *
   * @throws {RateLimitExceededError} the address has used up its views of this minute
   * @throws {ClientError} NOT_FOUND: the token is unknown, revoked or expired, which nothing tells apart
   */
  async open(token: string, request: Request): Promise<OpenShare> {
    this.views.charge(networkOf(request.ip, request.socket.remoteAddress), 1);
    const share = await this.shares.find(hashShareToken(token));
    if (share) return share;
    throw new ClientError('NOT_FOUND', 'This link does not work. It may have expired or been revoked.');
  }

  /** Finds the chart of a share; null if it is not there. */
  async chart(share: OpenShare): Promise<Chart | null> {
    const chart = await this.charts.find(this.loader(share), TimeRange[share.range], share.on, null);
    return share.on === null || chart?.day === share.on ? chart : null;
  }

  /** The histories of the listener who shares. */
  loader({ listenerId }: OpenShare): HistoryLoader {
    return new HistoryLoader(listenerId, this.histories, this.artists);
  }
}
