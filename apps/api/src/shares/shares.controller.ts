import type { OpenShare } from '#database';
import { Public, readBuildInfo } from '#runtime';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ChartEventsService } from '../charts/chart-events.service.js';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { CardPictures, drawShareCard, MAX_DRAWN } from './share-card.js';
import { describeComparison } from './share-comparison.js';
import { describeFeed, type FeedEvent } from './share-feed.js';
import { describeChart, describePreview, describeShare, type SharedChartView } from './share-page.js';
import { OpenedShare, sendNotModified } from './share-request.js';
import { SharedChartsService } from './shared-charts.service.js';

const MAX_FEED_ENTRIES = 50;

/** Serves what the link of a share leads to: its page, which needs no JavaScript, its picture and its feed. */
@Public()
@Controller('s/:token')
export class SharesController {
  private readonly version = readBuildInfo().version;

  constructor(
    private readonly charts: SharedChartsService,
    private readonly events: ChartEventsService,
    private readonly pictures: CardPictures,
    private readonly settings: ApiSettings,
  ) {}

  @Get()
  async page(
    @OpenedShare() share: OpenShare,
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { listenerId } = request.session;
    const path = `/s/${token}`;
    const head = describeShare(share);
    const chart = await this.describeChart(share);
    const page = {
      ...layoutOf(head.title),
      preview: describePreview(this.settings.publicUrl + path, head, chart),
      feed: `${path}/feed.atom`,
      path,
      head,
      chart,
      isSignedIn: listenerId !== undefined,
      isOwner: listenerId === share.listenerId,
    };
    if (!sendNotModified(request, response, page)) response.render('share', page);
  }

  /** Compares the chart with that of the signed-in listener. Sends everyone else to the sign-in, which leads back. */
  @Get('compare')
  async compare(
    @OpenedShare() share: OpenShare,
    @Param('token') token: string,
    @Req() { session: { listenerId } }: Request,
    @Res() response: Response,
  ): Promise<void> {
    const path = `/s/${token}`;
    response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    if (listenerId === undefined)
      return response.redirect(303, `/auth/spotify?returnTo=${encodeURIComponent(`${path}/compare`)}`);
    const isOwner = listenerId === share.listenerId;
    const comparison = isOwner ? null : await this.charts.compare(share, listenerId);
    response.render('share-compare', {
      ...layoutOf('Your chart and theirs'),
      path,
      head: describeShare(share),
      isOwner,
      comparison: comparison && describeComparison(comparison, this.settings.isAllowedImage),
      hasChart: isOwner || comparison !== null || (await this.charts.chart(share)) !== null,
    });
  }

  /**
   * The picture that other sites show for the link.
   *
   * @throws {ClientError} NOT_FOUND: the share has no chart to show
   */
  @Get('card.png')
  async card(
    @OpenedShare() share: OpenShare,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const chart = await this.charts.chart(share);
    if (!chart)
      throw new ClientError(
        'NOT_FOUND',
        'This link has no chart to show at the moment, so it has no picture.',
      );
    const { computed, loader, day, source, comparedTo } = chart;
    const entries = await loader.withArtists(computed.entries().slice(0, MAX_DRAWN));
    const svg = drawShareCard(share, { day, source, isCompared: comparedTo !== null, entries });
    if (sendNotModified(request, response, ['card', svg])) return;
    response.type('png').send(await this.pictures.draw(svg));
  }

  /** Feed readers ask every few minutes. While nothing has changed, the only SQL statement is the one that finds the share. */
  @Get('feed.atom')
  async feed(
    @OpenedShare() share: OpenShare,
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const origin = this.settings.publicUrl;
    if (sendNotModified(request, response, ['feed', share, origin])) return;
    const feed = describeFeed(share, await this.listEvents(share));
    const { version } = this;
    response
      .type('application/atom+xml; charset=utf-8')
      .render('share-feed', { layout: false, ...feed, origin, url: `${origin}/s/${token}`, version });
  }

  private async describeChart(share: OpenShare): Promise<SharedChartView | null> {
    const chart = await this.charts.chart(share);
    if (!chart) return null;
    const { computed, loader, day, source, comparedTo } = chart;
    const all = await loader.withArtists([...computed.entries(), ...computed.dropouts()]);
    const entries = all.filter(({ rank }) => rank !== null);
    const dropouts = all.filter(({ rank }) => rank === null);
    return describeChart(
      { day, source, comparedTo, entries, dropouts },
      share.range,
      this.settings.isAllowedImage,
    );
  }

  /** Lists the newest events. For a frozen share, those up to its day; none if that day is deleted or left out. */
  private async listEvents(share: OpenShare): Promise<FeedEvent[]> {
    const { on, range } = share;
    const loader = this.charts.loader(share);
    const { history } = await loader.load(range);
    const newest = history.newest(on);
    if (newest === null || (on !== null && history.day(newest) !== on)) return [];
    const { nodes } = await this.events.list(loader, { range, kinds: null, to: on }, MAX_FEED_ENTRIES, null);
    return nodes.map((event) => {
      const index = history.newest(event.day) ?? newest;
      return Object.assign({ takenAt: history.takenAt(index), source: history.source(index) }, event);
    });
  }
}

/** Returns what the layout needs for every page of a share. */
function layoutOf(pageTitle: string): object {
  return { pageTitle, stylesheet: '/assets/share.css', noindex: true };
}
