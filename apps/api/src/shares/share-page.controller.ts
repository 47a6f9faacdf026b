import type { OpenShare } from '#database';
import { Public } from '#runtime';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Chart } from '../charts/chart.models.js';
import { ApiSettings } from '../settings/api-settings.js';
import { imageOrigins, isImageOf } from '../spotify-images.js';
import { OpenedShare } from './opened-share.js';
import { describeComparison } from './share-comparison.js';
import { describeChart, describePreview, describeShare, type SharedChartView } from './share-page.js';
import { sendNotModified } from './share-response.js';
import { SharedCharts } from './shared-charts.service.js';

/** Serves the pages of a share, which need no JavaScript. */
@Public()
@Controller('s/:token')
export class SharePageController {
  private readonly isArtwork: (address: string) => boolean;

  constructor(
    private readonly charts: SharedCharts,
    private readonly settings: ApiSettings,
  ) {
    const origins = imageOrigins(settings);
    this.isArtwork = (address) => isImageOf(origins, address);
  }

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
    const chart = await this.findChart(share);
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
      comparison: comparison && describeComparison(comparison, this.isArtwork),
      hasChart: isOwner || comparison !== null || (await this.charts.chart(share)) !== null,
    });
  }

  private async findChart(share: OpenShare): Promise<SharedChartView | null> {
    const chart: Chart | null = await this.charts.chart(share);
    if (!chart) return null;
    const { computed, loader, day, source, comparedTo } = chart;
    const all = await loader.withArtists([...computed.entries(), ...computed.dropouts()]);
    const entries = all.filter(({ rank }) => rank !== null);
    const dropouts = all.filter(({ rank }) => rank === null);
    return describeChart({ day, source, comparedTo, entries, dropouts }, share.range, this.isArtwork);
  }
}

/** Returns what the layout needs for every page of a share. */
function layoutOf(pageTitle: string): object {
  return { pageTitle, stylesheet: '/assets/share.css', noindex: true };
}
