import { MetricsModule, SpotifyCounts } from '#runtime';
import { type DynamicModule, Module } from '@nestjs/common';
import { HistoryMetrics } from '../charts/history-metrics.js';
import { OperationMetrics } from '../graphql/operation-metrics.js';
import { TopArtistsMetrics } from '../top-artists/top-artists-metrics.js';
import { HistoryCounts } from './history-counts.js';
import { ListCounts } from './list-counts.js';
import { OperationCounts } from './operation-counts.js';
import { OperationCountsPlugin } from './operation-counts.plugin.js';
import { PoolGauges } from './pool-gauges.js';

/** What the API measures, at `GET /metrics`. Features say what they would have counted, and here it is. */
@Module({})
export class ApiMetricsModule {
  static register({
    METRICS_TOKEN: token,
    HOST: listenHost,
  }: {
    readonly METRICS_TOKEN?: string | undefined;
    readonly HOST: string;
  }): DynamicModule {
    return {
      module: ApiMetricsModule,
      global: true,
      imports: [MetricsModule.register({ token, listenHost })],
      providers: [
        OperationCounts,
        OperationCountsPlugin,
        PoolGauges,
        SpotifyCounts,
        { provide: OperationMetrics, useExisting: OperationCounts },
        { provide: HistoryMetrics, useClass: HistoryCounts },
        { provide: TopArtistsMetrics, useClass: ListCounts },
      ],
      exports: [HistoryMetrics, OperationMetrics, SpotifyCounts, TopArtistsMetrics],
    };
  }
}
