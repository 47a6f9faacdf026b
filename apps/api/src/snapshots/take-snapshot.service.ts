import { setTimeout as delay } from 'node:timers/promises';
import { type RateLimit, RateLimits, type RangeOutcome, SnapshotQueue, SnapshotRepository } from '#database';
import { Injectable } from '@nestjs/common';
import { GapReason } from '../coverage/coverage.models.js';
import { TimeRange } from '../charts/time-range.enum.js';
import { RateLimitExceededError } from '../errors/client-error.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { currentDay } from './current-day.js';
import { SnapshotOutcome, type SnapshotResult, type TakeSnapshotPayload } from './snapshots.models.js';

const PER_HOUR = 5;
/** How long the outcome is waited for, and how often it is looked for. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 200;

/** Snapshots at the listener's own request: queued like all others, before them, and waited for. */
@Injectable()
export class TakeSnapshotService {
  private readonly limit: RateLimit;

  constructor(
    private readonly snapshots: SnapshotRepository,
    private readonly queue: SnapshotQueue,
    private readonly viewers: ViewerService,
    limits: RateLimits,
  ) {
    this.limit = limits.open({ kind: 'SNAPSHOT', limit: PER_HOUR, windowSeconds: 3_600 });
  }

  /**
   * @throws {RateLimitExceededError} it was asked for 5 times within the last hour
   * @throws {ClientError} UNAUTHENTICATED: the session outlived its listener
   */
  async take(listenerId: number): Promise<TakeSnapshotPayload> {
    const situation = (await this.snapshots.readState(listenerId)) ?? this.viewers.gone();
    const wait = await this.limit.consume({ listenerId });
    if (wait !== null) {
      throw new RateLimitExceededError(`Snapshots can be asked for ${PER_HOUR} times an hour`, wait);
    }
    const { now, newest } = situation;
    const day = currentDay(situation);
    const outcomes = await this.outcomeOf(listenerId, day, now);
    return { day, results: outcomes.map((outcome) => resultOf(outcome, newest[outcome.range]?.day === day)) };
  }

  /** Queues the listener where something is missing. A look is one short statement; between two, nothing is held. */
  private async outcomeOf(listenerId: number, day: string, since: Date): Promise<RangeOutcome[]> {
    const limit = performance.now() + PATIENCE_MS;
    for (;;) {
      // In this order: what was recorded before the job ended is seen.
      const pending = await this.queue.isPending(listenerId);
      const outcomes = await this.snapshots.readOutcomes(listenerId, day, since);
      if (outcomes.every(({ recorded }) => recorded)) return outcomes;
      // The next try's time is known once the job has ended.
      const settled = outcomes.every(({ recorded, failure }) => recorded || failure !== null);
      if ((settled && !pending) || performance.now() >= limit) return outcomes;
      // Also where a job that was queued earlier, and not by the listener, has ended without a try.
      if (!pending) await this.queue.enqueue([listenerId], { urgent: true });
      await delay(LOOK_MS);
    }
  }
}

function resultOf({ range, recorded, failure, retryAt }: RangeOutcome, before: boolean): SnapshotResult {
  if (!recorded && failure !== null) {
    return {
      range: TimeRange[range],
      outcome: SnapshotOutcome.FAILED,
      gapReason: GapReason[failure],
      retryAt,
    };
  }
  const done = before ? SnapshotOutcome.ALREADY_TAKEN : SnapshotOutcome.TAKEN;
  return {
    range: TimeRange[range],
    outcome: recorded ? done : SnapshotOutcome.QUEUED,
    gapReason: null,
    retryAt: null,
  };
}
