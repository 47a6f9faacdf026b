import { type ChartDay, dayBegins, dayEnds, dueAt, nextDay, retryAt } from '#charts';
import type { ListenerSnapshotState } from '#database';
import type { Failure } from './failure.js';

/** What was tried, and what of it failed. */
export interface Tried {
  readonly listenerId: number;
  readonly day: ChartDay;
  readonly situation: Pick<ListenerSnapshotState, 'now' | 'timezone' | 'paused' | 'dueAt' | 'attempts'>;
  /** Of those ranges that failed, in any order. */
  readonly failures: readonly Failure[];
  /** Answers numbers from 0 to below 1, such as `Math.random`. */
  readonly random: () => number;
}

/** When a listener is due next, and whether what failed is not tried again on this day. */
export interface NextDue {
  readonly due: { readonly dueAt: Date | null; readonly attempts: number };
  readonly gaveUp: boolean;
}

/**
 * After success the next day. After a failure later on the same day, as long as that helps, else the next day. A
 * connection that has ended is tried twice more (1 hour and 24 hours after its end), and then not until the listener
 * signs in again.
 */
export function nextDue({ listenerId, day, situation, failures, random }: Tried): NextDue {
  const { now, timezone, paused } = situation;
  const ended = failures.find(({ reason }) => reason === 'REAUTHORIZATION_REQUIRED');
  const gaveUp = failures.length > 0;
  if (paused) return { due: { dueAt: null, attempts: 0 }, gaveUp };
  if (ended) {
    const seconds = ended.retryAfterSeconds;
    // A second more, so that the try is not a moment too early.
    const again = seconds === null ? null : new Date(now.getTime() + (seconds + 1) * 1_000);
    return { due: { dueAt: again, attempts: 0 }, gaveUp };
  }
  const tomorrow = { dueAt: dueAt(listenerId, nextDay(day), timezone), attempts: 0 };
  if (!gaveUp) return { due: tomorrow, gaveUp };
  // Tries of a day that is over do not count.
  const earlier = situation.dueAt && situation.dueAt >= dayBegins(day, timezone) ? situation.attempts : 0;
  const attempts = earlier + 1;
  const retryAfterSeconds = Math.max(...failures.map((failure) => failure.retryAfterSeconds ?? 0));
  const again = retryAt({ now, attempts, retryAfterSeconds, dayEnds: dayEnds(day, timezone), random });
  return again ? { due: { dueAt: again, attempts }, gaveUp: false } : { due: tomorrow, gaveUp };
}
