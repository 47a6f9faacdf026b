import { setTimeout as delay } from 'node:timers/promises';
import {
  currentDay,
  type RangeOutcome,
  type RateLimit,
  RateLimits,
  SnapshotQueue,
  SnapshotRepository,
} from '#database';
import { Injectable } from '@nestjs/common';
import { RateLimitExceededError } from '../errors/client-error.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { SnapshotOutcome, type SnapshotResult, type TakeSnapshotPayload } from './snapshots.models.js';

const MAX_PER_HOUR = 5;
/** How long a request waits for the outcome, and how often it checks. */
const MAX_WAIT_MS = 10_000;
const POLL_MS = 200;

/** Takes snapshots on request: queues them ahead of all others and waits for the worker. */
@Injectable()
export class SnapshotsService {
  private readonly limit: RateLimit;

  constructor(
    private readonly snapshots: SnapshotRepository,
    private readonly queue: SnapshotQueue,
    private readonly viewers: ViewerService,
    limits: RateLimits,
  ) {
    this.limit = limits.open({ kind: 'SNAPSHOT', limit: MAX_PER_HOUR, windowSeconds: 3_600 });
  }

  /**
   * Takes today's snapshots that are missing, and returns the outcome of each range.
   *
   * @throws {RateLimitExceededError} the listener has made 5 requests within the last hour
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async take(listenerId: number): Promise<TakeSnapshotPayload> {
    const state = (await this.snapshots.readState(listenerId)) ?? this.viewers.throwAccountDeleted();
    const wait = await this.limit.consume({ listenerId });
    if (wait !== null) {
      throw new RateLimitExceededError(`You can request ${MAX_PER_HOUR} snapshots per hour`, wait);
    }
    const { now, newest } = state;
    const day = currentDay(state);
    const outcomes = await this.waitForOutcomes(listenerId, day, now);
    const results = outcomes.map((outcome) => toResult(outcome, newest[outcome.range]?.day === day));
    return { day, results };
  }

  /** Queues the listener and polls until all ranges are recorded or have failed. Holds no connection between polls. */
  private async waitForOutcomes(listenerId: number, day: string, since: Date): Promise<RangeOutcome[]> {
    const deadline = performance.now() + MAX_WAIT_MS;
    for (;;) {
      // In this order: if the job is no longer pending, its outcomes are visible.
      const pending = await this.queue.isPending(listenerId);
      const outcomes = await this.snapshots.readOutcomes(listenerId, day, since);
      if (outcomes.every(({ recorded }) => recorded)) return outcomes;
      // `retryAt` is set once the job has ended.
      const settled = outcomes.every(({ recorded, failure }) => recorded || failure !== null);
      if ((settled && !pending) || performance.now() >= deadline) return outcomes;
      // Repeats if a scheduled job of the listener has just ended without an attempt.
      if (!pending) await this.queue.enqueue([listenerId], { urgent: true });
      await delay(POLL_MS);
    }
  }
}

/** @param recordedBefore the day had a snapshot before the request */
function toResult(
  { range, recorded, failure, retryAt }: RangeOutcome,
  recordedBefore: boolean,
): SnapshotResult {
  if (recorded) {
    const outcome = recordedBefore ? SnapshotOutcome.ALREADY_TAKEN : SnapshotOutcome.TAKEN;
    return { range, outcome, gapReason: null, retryAt: null };
  }
  return failure === null
    ? { range, outcome: SnapshotOutcome.QUEUED, gapReason: null, retryAt: null }
    : { range, outcome: SnapshotOutcome.FAILED, gapReason: failure, retryAt };
}
