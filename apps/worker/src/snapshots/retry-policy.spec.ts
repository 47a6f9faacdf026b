import { describe, expect, it, test } from '@jest/globals';
import { dueAt } from '#charts';
import fc from 'fast-check';
import { type FailedAttempt, nextDue, retryAt } from './retry-policy.js';
import type { Failure } from './snapshot-recorder.js';

const DAY = '2026-11-22';
const MINUTE_MS = 60_000;
const NOON = new Date('2026-11-22T12:00Z');
const MIDNIGHT = new Date('2026-11-23T00:00Z');
const HOUR_S = 3_600;
const LISTENER = 1;

const unavailable: Failure = { reason: 'SPOTIFY_UNAVAILABLE', retryAfterSeconds: 0 };

function next(
  failures: Failure[],
  change: { now?: string; dueAt?: string | null; attempts?: number; paused?: boolean } = {},
) {
  const { now = `${DAY}T06:00:00Z`, dueAt: due = `${DAY}T05:00:00Z`, attempts = 0, paused = false } = change;
  const state = {
    now: new Date(now),
    timezone: 'UTC',
    dueAt: due === null ? null : new Date(due),
    attempts,
    paused,
  };
  const { due: result, gaveUp } = nextDue({
    listenerId: LISTENER,
    day: DAY,
    state,
    failures,
    random: () => 0.5,
  });
  const minutes = result.dueAt ? (result.dueAt.getTime() - state.now.getTime()) / MINUTE_MS : null;
  return { ...result, minutes, gaveUp };
}

const tomorrow = dueAt(LISTENER, '2026-11-23', 'UTC');

describe('nextDue', () => {
  it('returns the next day when every snapshot was taken', () => {
    expect(next([])).toMatchObject({ dueAt: tomorrow, attempts: 0, gaveUp: false });
  });

  it('backs off further with each failure of the day', () => {
    const first = next([unavailable]);
    const third = next([unavailable], { attempts: 2 });
    expect(first).toMatchObject({ attempts: 1, gaveUp: false });
    expect(first.minutes).toBeGreaterThan(2);
    expect(first.minutes).toBeLessThanOrEqual(5);
    expect(third.attempts).toBe(3);
    expect(third.minutes).toBeGreaterThan(first.minutes ?? 0);
  });

  it('does not count the attempts of an earlier day', () => {
    expect(next([unavailable], { attempts: 6, dueAt: '2026-11-21T23:30:00Z' }).attempts).toBe(1);
    expect(next([unavailable], { attempts: 6, dueAt: null }).attempts).toBe(1);
  });

  it('waits for the longest Retry-After', () => {
    const held: Failure = { reason: 'RATE_LIMITED', retryAfterSeconds: 3 * HOUR_S };
    expect(next([unavailable, held]).minutes).toBeGreaterThanOrEqual(180);
  });

  it('gives up when no attempt fits into the day', () => {
    expect(next([unavailable], { now: `${DAY}T23:55:00Z` })).toMatchObject({
      dueAt: tomorrow,
      attempts: 0,
      gaveUp: true,
    });
    const quota: Failure = { reason: 'QUOTA_EXCEEDED', retryAfterSeconds: 20 * HOUR_S };
    expect(next([quota])).toMatchObject({ dueAt: tomorrow, gaveUp: true });
  });

  it('retries an ended connection when it may be tried again, and then stops', () => {
    const ended = (retryAfterSeconds: number | null): Failure => ({
      reason: 'REAUTHORIZATION_REQUIRED',
      retryAfterSeconds,
    });
    expect(next([ended(HOUR_S), unavailable]).minutes).toBeCloseTo(60, 0);
    expect(next([ended(null)])).toMatchObject({ dueAt: null, attempts: 0 });
  });

  it('schedules nothing while snapshots are paused, even after a manual snapshot', () => {
    expect(next([], { paused: true })).toMatchObject({ dueAt: null });
    expect(next([unavailable], { paused: true })).toMatchObject({ dueAt: null, gaveUp: true });
  });
});

/** Returns the minutes until the next attempt; null for none. */
function minutesUntilRetry(failed: Partial<FailedAttempt>): number | null {
  const attempt = {
    now: NOON,
    attempts: 1,
    retryAfterSeconds: 0,
    dayEnds: MIDNIGHT,
    random: () => 0,
    ...failed,
  };
  const at = retryAt(attempt);
  return at && (at.getTime() - attempt.now.getTime()) / MINUTE_MS;
}

describe('retryAt', () => {
  test.each([
    [1, 2.5, 3.75],
    [2, 5, 7.5],
    [3, 10, 15],
    [4, 20, 30],
    [5, 40, 60],
    [6, 60, 90],
    [7, 60, 90],
    [5000, 60, 90],
  ])('after %d failures, waits %d minutes at least and %d on average', (attempts, least, mean) => {
    expect(minutesUntilRetry({ attempts })).toBe(least);
    expect(minutesUntilRetry({ attempts, random: () => 0.5 })).toBe(mean);
  });

  test.each([
    ['less than the backoff', 1, 60, 2.5, 3.75],
    ['a little more', 1, 180, 3, 4.25],
    ['much more', 1, 3600, 60, 61.25],
    ['more than the backoff, after 6 failures', 6, 7200, 120, 150],
  ])('waits for a Retry-After that is %s', (_, attempts, retryAfterSeconds, least, mean) => {
    expect(minutesUntilRetry({ attempts, retryAfterSeconds })).toBe(least);
    expect(minutesUntilRetry({ attempts, retryAfterSeconds, random: () => 0.5 })).toBe(mean);
  });

  test('rounds up to the millisecond after the Retry-After', () => {
    expect(minutesUntilRetry({ retryAfterSeconds: 180.0001 })).toBe(180_001 / MINUTE_MS);
  });

  test.each([
    ['with time to spare', '23:00', 1, 0, 2.5],
    ['with just enough time', '23:47:30', 1, 0, 2.5],
    ['a moment too late', '23:47:30.001', 1, 0, null],
    ['after a Retry-After that ends just in time', '12:00', 1, 42_600, 710],
    ['after a Retry-After that ends a second too late', '12:00', 1, 42_601, null],
    ['after a Retry-After of a day', '12:00', 1, 86_400, null],
    ['after many failures', '22:50', 9, 0, 60],
    ['after many failures, too late', '22:51', 9, 0, null],
    ['when the day is nearly over', '23:59:59', 1, 0, null],
  ])(
    'fits an attempt into the day only if there is time: %s',
    (_, time, attempts, retryAfterSeconds, minutes) => {
      const now = new Date(`2026-11-22T${time}Z`);
      expect(minutesUntilRetry({ now, attempts, retryAfterSeconds })).toBe(minutes);
    },
  );

  test('spreads the jitter over the time left if that is shorter', () => {
    const now = new Date('2026-11-22T22:30Z');
    expect(minutesUntilRetry({ now, attempts: 9, random: () => 0.5 })).toBe(70);
    expect(minutesUntilRetry({ now, attempts: 9, random: () => 1 - 2 ** -53 })).toBe(80);
  });

  test('is never too early or too late for a tick, and returns null only if no attempt fits', () => {
    const failed = fc.record({
      now: fc.integer({ min: 0, max: 86_400_000 }).map((ms) => new Date(MIDNIGHT.getTime() - ms)),
      attempts: fc.integer({ min: 1, max: 40 }),
      retryAfterSeconds: fc.oneof(
        fc.integer({ min: 0, max: 90_000 }),
        fc.double({ min: 0, max: 600, noNaN: true }),
      ),
      dayEnds: fc.constant(MIDNIGHT),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map((value) => () => value),
    });
    fc.assert(
      fc.property(failed, (attempt) => {
        const backoff = [5, 10, 20, 40, 80][attempt.attempts - 1] ?? 120;
        const least = Math.max(attempt.retryAfterSeconds * 1000, (backoff / 2) * MINUTE_MS);
        const last = MIDNIGHT.getTime() - 10 * MINUTE_MS;
        const at = retryAt(attempt)?.getTime();
        if (at === undefined) {
          expect(attempt.now.getTime() + least).toBeGreaterThan(last);
          return;
        }
        expect(at - attempt.now.getTime()).toBeGreaterThanOrEqual(least);
        expect(at - attempt.now.getTime()).toBeLessThanOrEqual(least + (backoff / 2) * MINUTE_MS + 1);
        expect(at).toBeLessThanOrEqual(last);
      }),
      { numRuns: 300 },
    );
  });

  test('gives the listener who is due last at least seven attempts, even if every tick is late', () => {
    let now = new Date('2026-11-22T18:00Z');
    let attempts = 1;
    for (;;) {
      const random = (): number => 1 - 2 ** -53;
      const at = retryAt({ now, attempts, retryAfterSeconds: 0, dayEnds: MIDNIGHT, random });
      if (!at) break;
      attempts += 1;
      now = new Date(at.getTime() + 5 * MINUTE_MS);
      expect(now.getTime()).toBeLessThan(MIDNIGHT.getTime());
    }
    expect(attempts).toBeGreaterThanOrEqual(7);
  });
});
