import { chartDay } from '#charts';
import {
  type NewestSnapshot,
  ScheduleRepository,
  SnapshotQueue,
  type SnapshotOrder,
  SnapshotRepository,
  type ListenerSnapshotState,
  type TimeRange,
} from '#database';
import { Injectable, Logger } from '@nestjs/common';
import type { Failure } from './failure.js';
import { nextDue } from './next-due.js';
import { SnapshotMetrics } from './snapshot-metrics.js';
import { SnapshotTaker } from './snapshot-taker.js';

const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const satisfies TimeRange[];

const MOST_LOOKS = 3;

/** One listener from start to finish: the snapshots of their chart day that are not there yet, and when they are due next. */
@Injectable()
export class SnapshotJob {
  private readonly log = new Logger(SnapshotJob.name);

  constructor(
    private readonly snapshots: SnapshotRepository,
    private readonly schedule: ScheduleRepository,
    private readonly queue: SnapshotQueue,
    private readonly taker: SnapshotTaker,
    private readonly metrics: SnapshotMetrics,
  ) {}

  /**
   * Done twice, it finds what the first time recorded and adds nothing.
   *
   * @throws only for failures of our own, such as a database that is away, and when something is left to do while the
   * process is `stopping`: then it has to be done again
   */
  async run(order: SnapshotOrder, stopping: AbortSignal): Promise<void> {
    const began = performance.now();
    // Whoever signs in again, say, while their job is under way is not queued a second time, so it looks once more.
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) if (await this.lookUnlessLeft(order, stopping)) break;
    this.metrics.finished((performance.now() - began) / 1_000);
  }

  /** Whoever leaves while their job is under way takes along what it would be recorded with: that is no failure. */
  private async lookUnlessLeft(order: SnapshotOrder, stopping: AbortSignal): Promise<boolean> {
    try {
      return await this.look(order, stopping);
    } catch (error) {
      if (await this.snapshots.readState(order.listenerId)) throw error;
      return this.left(order.listenerId);
    }
  }

  /** A job that was queued while its listener left must not stay behind either. */
  private async left(listenerId: number): Promise<true> {
    await this.queue.forget(listenerId);
    this.log.log(`Listener ${listenerId} has left; there is nothing to do.`);
    return true;
  }

  /** Takes what is to be taken; false when the listener's schedule was changed meanwhile by others. */
  private async look({ listenerId, urgent }: SnapshotOrder, stopping: AbortSignal): Promise<boolean> {
    const began = performance.now();
    const situation = await this.snapshots.readState(listenerId);
    if (!situation) return this.left(listenerId);
    const was = situation.dueAt;
    if (situation.paused && !urgent) {
      return this.schedule.reschedule({ listenerId, was, dueAt: null, attempts: 0 });
    }
    const day = chartDay(situation.now, situation.timezone, newestDay(situation));
    const failures = await this.takeAll(listenerId, day, situation);
    // Whoever stops does not wait for Spotify's patience. Another worker does, and need not leave it for later.
    if (failures.size > 0 && stopping.aborted)
      throw new Error('this process stops, and something is left to do');
    // Waiting for Spotify takes time, and what it asked for counts from the end of it.
    const now = new Date(situation.now.getTime() + performance.now() - began);
    const next = nextDue({
      listenerId,
      day,
      situation: { ...situation, now },
      failures: [...failures.values()],
      random: Math.random,
    });
    if (!(await this.schedule.reschedule({ listenerId, was, ...next.due }))) return false;
    for (const [range, { reason }] of failures) {
      if (next.gaveUp) this.metrics.gaveUp(range, reason);
      const again = next.due.dueAt?.toISOString() ?? 'not by itself';
      this.log.warn(
        `Listener ${listenerId} has no ${range} snapshot of ${day}: ${reason}; due next: ${again}`,
      );
    }
    return true;
  }

  /** Each range succeeds or fails for itself; answers the failures. */
  private async takeAll(
    listenerId: number,
    day: string,
    { newest }: ListenerSnapshotState,
  ): Promise<Map<TimeRange, Failure>> {
    const failures = new Map<TimeRange, Failure>();
    const tries = RANGES.map(async (range) => {
      const result = await this.taker.take({ listenerId, range, day }, newest[range]);
      this.metrics.took(range, result.outcome);
      if (result.outcome === 'FAILED') failures.set(range, result.failure);
    });
    for (const attempt of await Promise.allSettled(tries)) {
      if (attempt.status === 'rejected') throw attempt.reason;
    }
    return failures;
  }
}

function newestDay({ newest }: ListenerSnapshotState): string | null {
  const days = RANGES.map((range) => newest[range])
    .filter((one): one is NewestSnapshot => one !== null)
    .map(({ day }) => day);
  return days.sort().at(-1) ?? null;
}
