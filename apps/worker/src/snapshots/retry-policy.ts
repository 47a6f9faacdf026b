import { type ChartDay, dayBegins, dayEnds, dueAt, nextDay } from '#charts';
import type { ListenerSnapshotState } from '#database';
import type { Failure } from './snapshot-recorder.js';

const MINUTE_MS = 60_000;

const FIRST_BACKOFF_MS = 5 * MINUTE_MS;
const LONGEST_BACKOFF_MS = 120 * MINUTE_MS;

/** The last attempt is due this long before the day ends: a tick can be 5 minutes late, and the attempt takes time. */
const LAST_ATTEMPT_MS = 10 * MINUTE_MS;

/** An attempt to record a day, and its failures. */
export interface AttemptedDay {
  readonly listenerId: number;
  readonly day: ChartDay;
  readonly state: Pick<ListenerSnapshotState, 'now' | 'timezone' | 'paused' | 'dueAt' | 'attempts'>;
  /** The failures of the ranges, in any order. */
  readonly failures: readonly Failure[];
  /** Returns numbers from 0 to below 1, such as `Math.random`. */
  readonly random: () => number;
}

/** When a listener is due next, and whether the failed ranges are not retried on this day. */
export interface NextDue {
  readonly due: { readonly dueAt: Date | null; readonly attempts: number };
  readonly gaveUp: boolean;
}

/**
 * Returns when a listener is due next: tomorrow after success; later today after a failure if there is time. An ended
 * connection is retried 1 and 24 hours after its end, then not before the listener signs in again.
 */
export function nextDue({ listenerId, day, state, failures, random }: AttemptedDay): NextDue {
  const { now, timezone, paused } = state;
  const ended = failures.find(({ reason }) => reason === 'REAUTHORIZATION_REQUIRED');
  const gaveUp = failures.length > 0;
  if (paused) return { due: { dueAt: null, attempts: 0 }, gaveUp };
  if (ended) {
    const seconds = ended.retryAfterSeconds;
    // One second later, so that the attempt is not too early.
    const retry = seconds === null ? null : new Date(now.getTime() + (seconds + 1) * 1_000);
    return { due: { dueAt: retry, attempts: 0 }, gaveUp };
  }
  const tomorrow = { dueAt: dueAt(listenerId, nextDay(day), timezone), attempts: 0 };
  if (!gaveUp) return { due: tomorrow, gaveUp };
  // Attempts of an earlier day do not count.
  const earlier = state.dueAt && state.dueAt >= dayBegins(day, timezone) ? state.attempts : 0;
  const attempts = earlier + 1;
  const retryAfterSeconds = Math.max(...failures.map((failure) => failure.retryAfterSeconds ?? 0));
  const retry = retryAt({ now, attempts, retryAfterSeconds, dayEnds: dayEnds(day, timezone), random });
  return retry ? { due: { dueAt: retry, attempts }, gaveUp: false } : { due: tomorrow, gaveUp };
}

/** A failed attempt, as `retryAt` needs it. */
export interface FailedAttempt {
  readonly now: Date;
  /** Failed attempts of the day including this one: 1 or more. */
  readonly attempts: number;
  /** The Retry-After of Spotify in seconds; 0 if there was none. */
  readonly retryAfterSeconds: number;
  readonly dayEnds: Date;
  /** Returns numbers from 0 to below 1, such as `Math.random`. */
  readonly random: () => number;
}

/**
 * Returns the time of the next attempt: after half the backoff or Spotify's Retry-After, plus up to half the backoff as
 * jitter. The backoff doubles from 5 minutes to 2 hours, so every listener gets at least 7 attempts a day.
 *
 * @returns null if no attempt fits before the day ends
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
