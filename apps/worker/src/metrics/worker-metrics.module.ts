import {
  ArtistLinkRepository,
  ScheduleRepository,
  type SnapshotFailureReason,
  SnapshotQueue,
  SpotifyRateLimiterRepository,
  TimeRange,
} from '#database';
import { addLiveGauges, MetricsModule, SpotifyCounts } from '#runtime';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

const OUTCOMES = ['TAKEN', 'ALREADY_TAKEN', 'FAILED'] as const;

/** Counts snapshots. */
@Injectable()
export class SnapshotMetrics {
  private readonly outcomes: Counter<'range' | 'outcome'>;
  private readonly givenUp: Counter<'range' | 'reason'>;
  private readonly durations: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.outcomes = new Counter({
      name: 'headliner_snapshots_total',
      help: 'Snapshots by range and outcome.',
      labelNames: ['range', 'outcome'],
      registers,
    });
    this.givenUp = new Counter({
      name: 'headliner_snapshots_given_up_total',
      help: 'Snapshots that are not retried on their day, by range and reason: future gaps.',
      labelNames: ['range', 'reason'],
      registers,
    });
    this.durations = new Histogram({
      name: 'headliner_listener_seconds',
      help: "Duration of one listener's snapshots in seconds.",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
      registers,
    });
    // Starts every series at 0, so that the first event shows as an increase.
    for (const range of Object.values(TimeRange))
      for (const outcome of OUTCOMES) this.outcomes.inc({ range, outcome }, 0);
  }

  /** Counts the outcome of one snapshot. */
  recordOutcome(range: TimeRange, outcome: (typeof OUTCOMES)[number]): void {
    this.outcomes.inc({ range, outcome });
  }

  /** Counts a snapshot that is not retried on its day. */
  recordGivenUp(range: TimeRange, reason: SnapshotFailureReason): void {
    this.givenUp.inc({ range, reason });
  }

  /** Records the duration of one listener's snapshots. */
  recordDuration(seconds: number): void {
    this.durations.observe(seconds);
  }
}

/** Counts artists of listening histories. */
@Injectable()
export class ArtistLinkMetrics {
  private readonly links: Counter<'outcome'>;

  constructor(registry: Registry) {
    this.links = new Counter({
      name: 'headliner_artist_links_total',
      help: 'Artists of listening histories by outcome: LINKED to an artist of Spotify, or UNKNOWN.',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.record({ linked: 0, unknown: 0 });
  }

  /** Counts artists that were linked, and those that keep their name only. */
  record({ linked, unknown }: { readonly linked: number; readonly unknown: number }): void {
    this.links.inc({ outcome: 'LINKED' }, linked);
    this.links.inc({ outcome: 'UNKNOWN' }, unknown);
  }
}

/** Gauges of the queue, the schedule and Spotify's cooldown. Every worker reports the same values. */
@Injectable()
class BacklogMetrics {
  constructor(
    registry: Registry,
    queue: SnapshotQueue,
    schedule: ScheduleRepository,
    rateLimiter: SpotifyRateLimiterRepository,
    artistLinks: ArtistLinkRepository,
  ) {
    addLiveGauges(registry, () => queue.depth(), [
      {
        name: 'headliner_queue_waiting_jobs',
        help: 'Listeners waiting in the queue.',
        value: ({ queued }) => queued,
      },
      {
        name: 'headliner_queue_active_jobs',
        help: 'Listeners whose snapshots are being taken.',
        value: ({ active }) => active,
      },
      {
        name: 'headliner_queue_oldest_seconds',
        help: 'Age of the oldest waiting job in seconds; 0 if none is waiting.',
        value: ({ oldestSeconds }) => oldestSeconds,
      },
    ]);
    addLiveGauges(registry, async () => ({ seconds: await schedule.oldestDueSeconds() }), [
      {
        name: 'headliner_oldest_due_seconds',
        help: 'How long the most overdue listener has been due, in seconds; 0 if none is due.',
        value: ({ seconds }) => seconds,
      },
    ]);
    addLiveGauges(registry, async () => ({ pending: await artistLinks.countPending() }), [
      {
        name: 'headliner_artist_links_pending',
        help: 'Artists of listening histories that wait to be linked.',
        value: ({ pending }) => pending,
      },
    ]);
    addLiveGauges(registry, async () => ({ cooldown: await rateLimiter.currentCooldown() }), [
      {
        name: 'headliner_spotify_cooldown_seconds',
        help: 'Seconds until Spotify may be called again after a 429; 0 without a cooldown.',
        value: ({ cooldown }) => cooldown?.secondsLeft ?? 0,
      },
    ]);
  }
}

/** The worker's metrics at `GET /metrics`. */
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
      providers: [ArtistLinkMetrics, BacklogMetrics, SnapshotMetrics, SpotifyCounts],
      exports: [ArtistLinkMetrics, SnapshotMetrics, SpotifyCounts],
    };
  }
}
