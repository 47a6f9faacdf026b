import { MetricsModule, SpotifyCounts } from '#runtime';
import { type DynamicModule, Module } from '@nestjs/common';
import { Backlog } from './backlog.js';
import { SnapshotCounts } from './snapshot-counts.js';

/** What the worker measures, at `GET /metrics`. */
@Module({})
export class WorkerMetricsModule {
  static register({ METRICS_TOKEN }: { readonly METRICS_TOKEN?: string | undefined }): DynamicModule {
    return {
      module: WorkerMetricsModule,
      imports: [MetricsModule.register({ token: METRICS_TOKEN })],
      providers: [Backlog, SnapshotCounts, SpotifyCounts],
      exports: [SnapshotCounts, SpotifyCounts],
    };
  }
}
