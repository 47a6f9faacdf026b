import { Database } from '#database';
import { addLiveGauges, MetricsModule, SpotifyCounts } from '#runtime';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { Registry } from 'prom-client';

/** Gauges of the connection pool. */
@Injectable()
export class PoolGauges {
  constructor(registry: Registry, database: Database) {
    addLiveGauges(registry, () => Promise.resolve(database.connections), [
      {
        name: 'headliner_database_connections_used',
        help: 'Connections to PostgreSQL in use.',
        value: ({ used }) => used,
      },
      {
        name: 'headliner_database_connections_max',
        help: 'Maximum number of connections to PostgreSQL, as set by DATABASE_POOL_SIZE.',
        value: ({ most }) => most,
      },
      {
        name: 'headliner_database_waiting_requests',
        help: 'Statements waiting for a connection. If it stays above 0, raise DATABASE_POOL_SIZE.',
        value: ({ waiting }) => waiting,
      },
    ]);
  }
}

/** `GET /metrics`, with the gauges of the pool and the counts of calls to Spotify. Features add their own metrics. */
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
      providers: [PoolGauges, SpotifyCounts],
      exports: [SpotifyCounts],
    };
  }
}
