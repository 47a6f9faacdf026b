import { Database } from '#database';
import { addLiveGauges, MetricsModule, SpotifyCounts } from '#runtime';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { HistoryMetrics } from '../charts/history-cache.js';
import { OperationMetrics } from '../graphql/operation-metrics.js';
import { OperationMetricsPlugin } from '../graphql/operation-metrics.plugin.js';
import { TopArtistsMetrics } from '../top-artists/top-artists-metrics.js';

/** Shows how much of its connections to PostgreSQL this process uses. */
@Injectable()
export class PoolGauges {
  constructor(registry: Registry, database: Database) {
    addLiveGauges(registry, () => Promise.resolve(database.connections), [
      {
        name: 'headliner_database_connections_used',
        help: 'Connections to PostgreSQL that are at work.',
        of: ({ used }) => used,
      },
      {
        name: 'headliner_database_connections_max',
        help: 'The most connections to PostgreSQL that this process opens.',
        of: ({ most }) => most,
      },
      {
        name: 'headliner_database_waiting_requests',
        help: 'Statements that wait for a connection: above 0 for long, there are too few.',
        of: ({ waiting }) => waiting,
      },
    ]);
  }
}

/** What the API measures, at `GET /metrics`. */
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
        HistoryMetrics,
        OperationMetrics,
        OperationMetricsPlugin,
        PoolGauges,
        SpotifyCounts,
        TopArtistsMetrics,
      ],
      exports: [HistoryMetrics, OperationMetrics, SpotifyCounts, TopArtistsMetrics],
    };
  }
}
