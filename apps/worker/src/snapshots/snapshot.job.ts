import {
  currentDay,
  ScheduleRepository,
  SnapshotQueue,
  type SnapshotJobData,
  SnapshotRepository,
  type ListenerSnapshotState,
  type TimeRange,
} from '#database';
import { Injectable, Logger } from '@nestjs/common';
import { SnapshotMetrics } from '../metrics/worker-metrics.module.js';
import { nextDue } from './retry-policy.js';
import { type Failure, SnapshotRecorder } from './snapshot-recorder.js';

/** A listener who signs in again during their job is not queued twice. Instead, the job makes another attempt. */
const MAX_ATTEMPTS = 3;

/** The job of one listener: records the missing snapshots of their chart day, and sets when they are due next. */
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
   * Runs the job. Running it twice records nothing twice.
   *
   * @throws if Headliner fails, as without a database; or if snapshots are missing and `stopping` is aborted. The queue
   * then retries the job
   */
  async run(data: SnapshotJobData, stopping: AbortSignal): Promise<void> {
    const began = performance.now();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      if (await this.attemptUnlessDeleted(data, stopping)) break;
    }
    this.metrics.recordDuration((performance.now() - began) / 1_000);
  }

  /** Treats an error as success if the listener was deleted during the attempt. */
  private async attemptUnlessDeleted(data: SnapshotJobData, stopping: AbortSignal): Promise<boolean> {
    try {
      return await this.attempt(data, stopping);
    } catch (error) {
      if (await this.snapshots.readState(data.listenerId)) throw error;
      return this.deleteJobs(data.listenerId);
    }
  }

  /** Deletes the jobs of a listener who was deleted. */
  private async deleteJobs(listenerId: number): Promise<true> {
    await this.queue.deleteJobs(listenerId);
    this.log.log(`Listener ${listenerId} was deleted. Their jobs are deleted too.`);
    return true;
  }

  /** Records the missing snapshots. Returns false if another process changed the listener's schedule, as a sign-in does. */
  private async attempt({ listenerId, urgent }: SnapshotJobData, stopping: AbortSignal): Promise<boolean> {
    const began = performance.now();
    const state = await this.snapshots.readState(listenerId);
    if (!state) return this.deleteJobs(listenerId);
    const was = state.dueAt;
    if (state.paused && !urgent) {
      return this.schedule.reschedule({ listenerId, was, dueAt: null, attempts: 0 });
    }
    const day = currentDay(state);
    const failures = await this.record(listenerId, day, state);
    // The queue gives the job to another worker at once.
    if (failures.size > 0 && stopping.aborted)
      throw new Error('shutting down before all snapshots were taken; the job will be retried');
    // Retry-After counts from the end of the attempt.
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
      const again = next.due.dueAt?.toISOString() ?? 'none until they sign in again';
      this.log.warn(
        `Listener ${listenerId} has no ${range} snapshot for ${day}: ${reason}. Next attempt: ${again}.`,
      );
    }
    return true;
  }

  /** Records the day and returns the failures by range. */
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
