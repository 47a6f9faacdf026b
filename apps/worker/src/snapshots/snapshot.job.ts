import { chartDay } from '#charts';
import {
  ScheduleRepository,
  SnapshotQueue,
  type SnapshotJobData,
  SnapshotRepository,
  type ListenerSnapshotState,
  type TimeRange,
} from '#database';
import { Injectable, Logger } from '@nestjs/common';
import { SnapshotMetrics } from '../metrics/snapshot-metrics.js';
import { nextDue } from './retry-policy.js';
import { type Failure, SnapshotRecorder } from './snapshot-recorder.js';

/** A listener who signs in again while their job runs is not queued twice: the job makes another attempt. */
const MAX_ATTEMPTS = 3;

/** One listener from start to finish: the snapshots of their chart day that are not there yet, and when they are due next. */
@Injectable()
export class SnapshotJob {
  private readonly log = new Logger(SnapshotJob.name);

  constructor(
    private readonly snapshots: SnapshotRepository,
    private readonly schedule: ScheduleRepository,
    private readonly queue: SnapshotQueue,
    private readonly recorder: SnapshotRecorder,
    private readonly metrics: SnapshotMetrics,
  ) {}

  /**
   * Done twice, it finds what the first time recorded and adds nothing.
   *
   * @throws only for failures of our own, such as a database that is away, and when something is left to do while the
   * process is `stopping`: then it has to be done again
   */
  async run(data: SnapshotJobData, stopping: AbortSignal): Promise<void> {
    const began = performance.now();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      if (await this.attemptUnlessLeft(data, stopping)) break;
    }
    this.metrics.recordDuration((performance.now() - began) / 1_000);
  }

  /** Nothing can be recorded for a listener who leaves while their job runs: that is no failure. */
  private async attemptUnlessLeft(data: SnapshotJobData, stopping: AbortSignal): Promise<boolean> {
    try {
      return await this.attempt(data, stopping);
    } catch (error) {
      if (await this.snapshots.readState(data.listenerId)) throw error;
      return this.left(data.listenerId);
    }
  }

  /** Deletes a job that was queued while its listener left. */
  private async left(listenerId: number): Promise<true> {
    await this.queue.deleteJobs(listenerId);
    this.log.log(`Listener ${listenerId} has left; there is nothing to do.`);
    return true;
  }

  /** Records what is missing; false when the listener's schedule was changed meanwhile by others. */
  private async attempt({ listenerId, urgent }: SnapshotJobData, stopping: AbortSignal): Promise<boolean> {
    const began = performance.now();
    const state = await this.snapshots.readState(listenerId);
    if (!state) return this.left(listenerId);
    const was = state.dueAt;
    if (state.paused && !urgent) {
      return this.schedule.reschedule({ listenerId, was, dueAt: null, attempts: 0 });
    }
    const day = chartDay(state.now, state.timezone, newestDay(state));
    const failures = await this.record(listenerId, day, state);
    // A stopping process does not wait for Spotify. The job goes back to the queue, where another worker takes it at once.
    if (failures.size > 0 && stopping.aborted)
      throw new Error('this process stops, and something is left to do');
    // Waiting for Spotify takes time, and what it asked for counts from the end of it.
    const now = new Date(state.now.getTime() + performance.now() - began);
    const next = nextDue({
      listenerId,
      day,
      state: { ...state, now },
      failures: [...failures.values()],
      random: Math.random,
    });
    if (!(await this.schedule.reschedule({ listenerId, was, ...next.due }))) return false;
    for (const [range, { reason }] of failures) {
      if (next.gaveUp) this.metrics.recordGivenUp(range, reason);
      const again = next.due.dueAt?.toISOString() ?? 'not by itself';
      this.log.warn(
        `Listener ${listenerId} has no ${range} snapshot of ${day}: ${reason}; due next: ${again}`,
      );
    }
    return true;
  }

  /** Returns the failures by range. */
  private async record(
    listenerId: number,
    day: string,
    { newest }: ListenerSnapshotState,
  ): Promise<Map<TimeRange, Failure>> {
    const { outcomes, error } = await this.recorder.record({ listenerId, day, newest });
    const failures = new Map<TimeRange, Failure>();
    for (const [range, result] of outcomes) {
      this.metrics.recordOutcome(range, result.outcome);
      if (result.outcome === 'FAILED') failures.set(range, result.failure);
    }
    if (error !== undefined) throw error;
    return failures;
  }
}

function newestDay({ newest }: ListenerSnapshotState): string | null {
  const days = Object.values(newest).flatMap((snapshot) => snapshot?.day ?? []);
  return days.sort().at(-1) ?? null;
}
