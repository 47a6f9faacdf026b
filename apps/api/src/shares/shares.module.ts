import { Module } from '@nestjs/common';
import { ChartsModule } from '../charts/charts.module.js';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ShareFeedController } from './share-feed.controller.js';
import { SharedChartsResolver } from './shared-charts.resolver.js';
import { SharedCharts } from './shared-charts.service.js';
import { SharesResolver } from './shares.resolver.js';
import { SharesService } from './shares.service.js';

/** Links that show a chart to anyone who has them. */
@Module({
  imports: [ViewerModule, ChartsModule],
  controllers: [ShareFeedController],
  providers: [SharedCharts, SharedChartsResolver, SharesResolver, SharesService],
})
export class SharesModule {}
