import { MetricsModule, SpotifyCounts, addLiveGauges } from '#runtime';
import { type DynamicModule, Module, Injectable } from '@nestjs/common';
import { SnapshotMetrics } from './snapshot-metrics.js';
import { SpotifyRateLimiterRepository, ScheduleRepository, SnapshotQueue } from '#database';
import { Registry } from 'prom-client';

/** Shows what waits, and what for. It is the same from every worker, for all of them. */
@Injectable()
export class Backlog {
  constructor(
    registry: Registry,
    queue: SnapshotQueue,
    schedule: ScheduleRepository,
    rateLimiter: SpotifyRateLimiterRepository,
  ) {
    addLiveGauges(registry, () => queue.depth(), [
      {
        name: 'headliner_queue_waiting_jobs',
        help: 'Listeners in the queue whose turn has not come.',
        of: ({ queued }) => queued,
      },
      {
        name: 'headliner_queue_active_jobs',
        help: 'Listeners whose snapshots are being taken.',
        of: ({ active }) => active,
      },
      {
        name: 'headliner_queue_oldest_seconds',
        help: 'For how long the first in the queue has waited; 0 when nobody waits.',
        of: ({ oldestSeconds }) => oldestSeconds,
      },
    ]);
    addLiveGauges(registry, async () => ({ seconds: await schedule.oldestDueSeconds() }), [
      {
        name: 'headliner_oldest_due_seconds',
        help: 'For how long the listener has been due who has been due longest; 0 when nobody is.',
        of: ({ seconds }) => seconds,
      },
    ]);
    addLiveGauges(registry, async () => ({ cooldown: await rateLimiter.currentCooldown() }), [
      {
        name: 'headliner_spotify_hold_seconds',
        help: 'For how long no process may call Spotify, because it asked for patience; 0 when it did not.',
        of: ({ cooldown }) => cooldown?.secondsLeft ?? 0,
      },
    ]);
  }
}

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
