import type { OpenShare } from '#database';
import { Public } from '#runtime';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ClientError } from '../errors/client-error.js';
import { OpenedShare } from './opened-share.js';
import { CardPictures, drawShareCard, MAX_DRAWN } from './share-card.js';
import { sendNotModified } from './share-response.js';
import { SharedCharts } from './shared-charts.service.js';

/** Serves the picture that other sites show for the link of a share. */
@Public()
@Controller('s/:token')
export class ShareCardController {
  constructor(
    private readonly charts: SharedCharts,
    private readonly pictures: CardPictures,
  ) {}

  /** @throws {ClientError} NOT_FOUND: the share has no chart to show */
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
}
