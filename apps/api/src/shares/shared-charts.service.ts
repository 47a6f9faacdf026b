import { compareRankings, type SnapshotSource } from '#charts';
import { ArtistRepository, type OpenShare, ShareRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Artist } from '../artists/artists.models.js';
import { hashToken } from '../auth/access-token-authenticator.js';
import { networkOf } from '../auth/network.js';
import type { TimeRange } from '../charts/chart.enums.js';
import type { Chart } from '../charts/chart.models.js';
import { ChartService } from '../charts/chart.service.js';
import { type CurrentHistory, HistoryCache } from '../charts/history-cache.js';
import { HistoryLoader } from '../charts/history-loader.js';
import { ClientError } from '../errors/client-error.js';
import { PerMinuteLimit } from '../graphql/limits/per-minute-limit.js';
import { ApiSettings } from '../settings/api-settings.js';
import type { ListenerComparison } from './shares.models.js';

/** How many addresses are counted at once. */
const MAX_NETWORKS = 20_000;

const WITHOUT_ENTRIES: Chart['computed'] = {
  ranking: { artists: new Int32Array(), complete: false },
  entries: () => [],
  dropouts: () => [],
  turnover: null,
  similarity: null,
};

/** A comparison, with where both charts come from. */
export interface SourcedComparison extends ListenerComparison {
  readonly yourSource: SnapshotSource;
  readonly theirSource: SnapshotSource;
}

/** Creates the error for unknown, revoked and expired tokens, the same for all. */
function shareNotFound(): ClientError {
  return new ClientError('NOT_FOUND', 'This link does not work. It may have expired or been revoked.');
}

/** Loads the histories of a listener who shares a chart, for people who may see that chart only. */
class SharedHistoryLoader extends HistoryLoader {
  /** @throws {ClientError} NOT_FOUND: the account, and with it the share, was deleted a moment ago */
  override async load(range: TimeRange): Promise<CurrentHistory> {
    try {
      return await super.load(range);
    } catch (error) {
      throw error instanceof ClientError && error.code === 'UNAUTHENTICATED' ? shareNotFound() : error;
    }
  }

  /** Marks the artists, so that they have no rank history. */
  override async loadArtists(keys: readonly number[]): Promise<(key: number) => Artist> {
    const artistOf = await super.loadArtists(keys);
    return (key) => ({ ...artistOf(key), shared: true });
  }
}

/** Shows charts to anyone who has the token of a share. */
@Injectable()
export class SharedChartsService {
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
   * @throws {ClientError} NOT_FOUND: the token is unknown, revoked or expired; the error is the same for all
   */
  async open(token: string, request: Request): Promise<OpenShare> {
    this.views.charge(networkOf(request.ip, request.socket.remoteAddress), 1);
    const share = await this.shares.find(hashToken(token));
    if (share) return share;
    throw shareNotFound();
  }

  /** Finds the chart of a share, without the entries of its baseline. Null if there is no chart to show. */
  async chart(share: OpenShare): Promise<Chart | null> {
    const chart = await this.findChart(share);
    if (!chart?.comparedTo) return chart;
    // The baseline is another chart, which the listener does not share.
    return { ...chart, comparedTo: { ...chart.comparedTo, computed: WITHOUT_ENTRIES } };
  }

  /**
   * Compares a listener's newest chart of the share's range with the chart of the share. Null if either does not exist.
   *
   * @throws {ClientError} UNAUTHENTICATED: the account of the listener no longer exists
   */
  async compare(share: OpenShare, listenerId: number): Promise<SourcedComparison | null> {
    const loader = this.createLoader(listenerId);
    const [yours, theirs] = await Promise.all([
      this.charts.find(loader, share.range, null, null),
      this.findChart(share),
    ]);
    if (!yours || !theirs) return null;
    const { similarity, ...artists } = compareRankings(yours.computed.ranking, theirs.computed.ranking);
    const [common, onlyYours, onlyTheirs] = await Promise.all([
      loader.withArtists(artists.common),
      loader.withArtists(artists.onlyYours),
      // Named as in the other listener's imports. Their `rankHistory` still reads the history of the listener who asks.
      this.createLoader(share.listenerId).withArtists(artists.onlyTheirs),
    ]);
    const days = { yourDay: yours.day, theirDay: theirs.day };
    const sources = { yourSource: yours.source, theirSource: theirs.source };
    return { ...days, ...sources, similarity, common, onlyYours, onlyTheirs };
  }

  /** Creates a loader for the histories of the listener who shares. Its artists have no rank history. */
  loader({ listenerId }: OpenShare): HistoryLoader {
    return new SharedHistoryLoader(listenerId, this.histories, this.artists);
  }

  private createLoader(listenerId: number): HistoryLoader {
    return new HistoryLoader(listenerId, this.histories, this.artists);
  }

  private async findChart(share: OpenShare): Promise<Chart | null> {
    const chart = await this.charts.find(this.loader(share), share.range, share.on, null);
    return share.on === null || chart?.day === share.on ? chart : null;
  }
}
