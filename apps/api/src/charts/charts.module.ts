import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ChartEventsResolver } from './chart-events.resolver.js';
import { ChartEventsService } from './chart-events.service.js';
import { ChartResolver } from './chart.resolver.js';
import { ChartService } from './chart.service.js';
import { HistoryCache, HistoryMetrics } from './history-cache.js';
import { MomentumResolver } from './momentum.resolver.js';
import { YearEndResolver } from './year-end.resolver.js';

/** Charts, momentum, year-end charts and chart events of the recorded histories. */
@Module({
  imports: [ViewerModule],
  providers: [
    HistoryCache,
    HistoryMetrics,
    ChartResolver,
    ChartService,
    ChartEventsResolver,
    ChartEventsService,
    MomentumResolver,
    YearEndResolver,
  ],
  exports: [ChartEventsService, ChartService, HistoryCache],
})
export class ChartsModule {}
