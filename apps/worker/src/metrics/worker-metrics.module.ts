import { MetricsModule, SpotifyCounts } from '#runtime';
import { type DynamicModule, Module } from '@nestjs/common';
import { Backlog } from './backlog.js';
import { SnapshotMetrics } from './snapshot-metrics.js';

/** What the worker measures, at `GET /metrics`. */
@Module({})
export class WorkerMetricsModule {
  static register({
    METRICS_TOKEN: token,
    WORKER_HOST: listenHost,
  }: {
    readonly METRICS_TOKEN?: string | undefined;
    readonly WORKER_HOST: string;
  }): DynamicModule {
    return {
      module: WorkerMetricsModule,
      imports: [MetricsModule.register({ token, listenHost })],
      providers: [Backlog, SnapshotMetrics, SpotifyCounts],
      exports: [SnapshotMetrics, SpotifyCounts],
    };
  }
}
