import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ChartEventsResolver } from './chart-events.resolver.js';
import { ChartEventsService } from './chart-events.service.js';
import { ChartResolver } from './chart.resolver.js';
import { ChartService } from './chart.service.js';
import { ChartsResolver } from './charts.resolver.js';
import { Histories } from './histories.js';
import { HistoryMetrics } from './history-metrics.js';
import { MomentumResolver } from './momentum.resolver.js';
import { MomentumService } from './momentum.service.js';
import { RankHistoryResolver } from './rank-history.resolver.js';
import { RankHistoryService } from './rank-history.service.js';
import { Readings } from './readings.js';
import { YearEndResolver } from './year-end.resolver.js';
import { YearEndService } from './year-end.service.js';

/** The chart ledger: what the recorded histories say. */
@Module({
  imports: [ViewerModule],
  providers: [
    Histories,
    HistoryMetrics,
    Readings,
    ChartResolver,
    ChartsResolver,
    ChartService,
    ChartEventsResolver,
    ChartEventsService,
    MomentumResolver,
    MomentumService,
    RankHistoryResolver,
    RankHistoryService,
    YearEndResolver,
    YearEndService,
  ],
  exports: [Readings],
})
export class ChartsModule {}
