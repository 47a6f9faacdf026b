import { type ChartDay, dayBegins, dayEnds, dueAt, nextDay } from '#charts';
import type { ListenerSnapshotState } from '#database';
import type { Failure } from './snapshot-recorder.js';

const MINUTE_MS = 60_000;

const FIRST_BACKOFF_MS = 5 * MINUTE_MS;
const LONGEST_BACKOFF_MS = 120 * MINUTE_MS;

/** An attempt must be due so long before the day ends: a tick may see it 5 minutes late, and the attempt takes a while. */
const LAST_ATTEMPT_MS = 10 * MINUTE_MS;

/** What was attempted, and what of it failed. */
export interface AttemptedDay {
  readonly listenerId: number;
  readonly day: ChartDay;
  readonly state: Pick<ListenerSnapshotState, 'now' | 'timezone' | 'paused' | 'dueAt' | 'attempts'>;
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
export function nextDue({ listenerId, day, state, failures, random }: AttemptedDay): NextDue {
  const { now, timezone, paused } = state;
  const ended = failures.find(({ reason }) => reason === 'REAUTHORIZATION_REQUIRED');
  const gaveUp = failures.length > 0;
  if (paused) return { due: { dueAt: null, attempts: 0 }, gaveUp };
  if (ended) {
    const seconds = ended.retryAfterSeconds;
    // A second more, so that the attempt is not a moment too early.
    const again = seconds === null ? null : new Date(now.getTime() + (seconds + 1) * 1_000);
    return { due: { dueAt: again, attempts: 0 }, gaveUp };
  }
  const tomorrow = { dueAt: dueAt(listenerId, nextDay(day), timezone), attempts: 0 };
  if (!gaveUp) return { due: tomorrow, gaveUp };
  // Attempts of a day that is over do not count.
  const earlier = state.dueAt && state.dueAt >= dayBegins(day, timezone) ? state.attempts : 0;
  const attempts = earlier + 1;
  const retryAfterSeconds = Math.max(...failures.map((failure) => failure.retryAfterSeconds ?? 0));
  const again = retryAt({ now, attempts, retryAfterSeconds, dayEnds: dayEnds(day, timezone), random });
  return again ? { due: { dueAt: again, attempts }, gaveUp: false } : { due: tomorrow, gaveUp };
}

/** What the time of another attempt follows from. */
export interface FailedAttempt {
  readonly now: Date;
  /** Failed attempts of the day so far, this one included: 1 or more. */
  readonly attempts: number;
  /** The least time that Spotify asked to be left alone, in seconds; 0 if it asked for none. */
  readonly retryAfterSeconds: number;
  readonly dayEnds: Date;
  /** Answers numbers from 0 to below 1, such as `Math.random`. */
  readonly random: () => number;
}

/**
 * When to try again: after half the backoff, or the time Spotify asked for if that is longer, and then up to half the
 * backoff more, at random, so that those who failed together do not come back together. The backoff starts at
 * 5 minutes and doubles up to 2 hours: who is due last, 6 hours before the day ends, still has 7 attempts or more.
 *
 * @returns null when no attempt fits before the day ends
 */
export function retryAt({
  now,
  attempts,
  retryAfterSeconds,
  dayEnds: end,
  random,
}: FailedAttempt): Date | null {
  const half = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1)) / 2;
  const earliest = now.getTime() + Math.max(retryAfterSeconds * 1000, half);
  const latest = end.getTime() - LAST_ATTEMPT_MS;
  if (earliest > latest) return null;
  return new Date(Math.ceil(earliest + random() * Math.min(half, latest - earliest)));
}
