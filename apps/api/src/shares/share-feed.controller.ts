import type { OpenShare } from '#database';
import { Public, readBuildInfo } from '#runtime';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { TimeRange } from '../charts/chart.enums.js';
import { ChartEventsService } from '../charts/chart-events.service.js';
import { ApiSettings } from '../settings/api-settings.js';
import { OpenedShare } from './opened-share.js';
import { describeFeed, type FeedEvent } from './share-feed.js';
import { sendNotModified } from './share-response.js';
import { SharedCharts } from './shared-charts.service.js';

const MAX_ENTRIES = 50;

/** Serves the newest changes of a shared chart to feed readers. */
@Public()
@Controller('s/:token')
export class ShareFeedController {
  private readonly version = readBuildInfo().version;

  constructor(
    private readonly charts: SharedCharts,
    private readonly events: ChartEventsService,
    private readonly settings: ApiSettings,
  ) {}

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

  /** Lists the newest events. For a frozen share, those up to its day; none if that day is deleted or left out. */
  private async listEvents(share: OpenShare): Promise<FeedEvent[]> {
    const { on } = share;
    const range = TimeRange[share.range];
    const loader = this.charts.loader(share);
    const { history } = await loader.load(range);
    const newest = history.newest(on);
    if (newest === null || (on !== null && history.day(newest) !== on)) return [];
    const { nodes } = await this.events.list(loader, { range, kinds: null, to: on }, MAX_ENTRIES, null);
    return nodes.map((event) => {
      const index = history.newest(event.day) ?? newest;
      return Object.assign({ takenAt: history.takenAt(index), source: history.source(index) }, event);
    });
  }
}
