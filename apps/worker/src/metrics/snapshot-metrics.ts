import type { SnapshotFailureReason, TimeRange } from '#database';
import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const satisfies TimeRange[];
const OUTCOMES = ['TAKEN', 'ALREADY_TAKEN', 'FAILED'] as const;

/** Snapshots in numbers. */
@Injectable()
export class SnapshotMetrics {
  private readonly asked: Counter<'range' | 'outcome'>;
  private readonly givenUp: Counter<'range' | 'reason'>;
  private readonly listeners: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.asked = new Counter({
      name: 'headliner_snapshots_total',
      help: 'Snapshots by range and outcome.',
      labelNames: ['range', 'outcome'],
      registers,
    });
    this.givenUp = new Counter({
      name: 'headliner_snapshots_given_up_total',
      help: 'Snapshots that are not tried again on their day, by range and reason: the gaps to come.',
      labelNames: ['range', 'reason'],
      registers,
    });
    this.listeners = new Histogram({
      name: 'headliner_listener_seconds',
      help: 'How long the snapshots of one listener took.',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
      registers,
    });
    // What has not happened yet is 0, so that its first time is seen as a rise.
    for (const range of RANGES) for (const outcome of OUTCOMES) this.asked.inc({ range, outcome }, 0);
  }

  /** One snapshot was due, with this outcome. */
  recordOutcome(range: TimeRange, outcome: (typeof OUTCOMES)[number]): void {
    this.asked.inc({ range, outcome });
  }

  /** A snapshot is not attempted again on its day. */
  recordGivenUp(range: TimeRange, reason: SnapshotFailureReason): void {
    this.givenUp.inc({ range, reason });
  }

  /** One listener's snapshots took so long. */
  recordDuration(seconds: number): void {
    this.listeners.observe(seconds);
  }
}
