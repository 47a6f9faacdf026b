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
  it('is the next day when everything was taken', () => {
    expect(next([])).toMatchObject({ dueAt: tomorrow, attempts: 0, gaveUp: false });
  });

  it('is soon after a failure, and later after each further one of the day', () => {
    const first = next([unavailable]);
    const third = next([unavailable], { attempts: 2 });
    expect(first).toMatchObject({ attempts: 1, gaveUp: false });
    expect(first.minutes).toBeGreaterThan(2);
    expect(first.minutes).toBeLessThanOrEqual(5);
    expect(third.attempts).toBe(3);
    expect(third.minutes).toBeGreaterThan(first.minutes ?? 0);
  });

  it('does not carry the tries of a day that is over into the next', () => {
    expect(next([unavailable], { attempts: 6, dueAt: '2026-11-21T23:30:00Z' }).attempts).toBe(1);
    expect(next([unavailable], { attempts: 6, dueAt: null }).attempts).toBe(1);
  });

  it('is not before the longest time that Spotify asked for', () => {
    const held: Failure = { reason: 'RATE_LIMITED', retryAfterSeconds: 3 * HOUR_S };
    expect(next([unavailable, held]).minutes).toBeGreaterThanOrEqual(180);
  });

  it('is given up when no try fits into the day any more', () => {
    expect(next([unavailable], { now: `${DAY}T23:55:00Z` })).toMatchObject({
      dueAt: tomorrow,
      attempts: 0,
      gaveUp: true,
    });
    const quota: Failure = { reason: 'QUOTA_EXCEEDED', retryAfterSeconds: 20 * HOUR_S };
    expect(next([quota])).toMatchObject({ dueAt: tomorrow, gaveUp: true });
  });

  it('follows the later tries of a connection that has ended, and then stops', () => {
    const ended = (retryAfterSeconds: number | null): Failure => ({
      reason: 'REAUTHORIZATION_REQUIRED',
      retryAfterSeconds,
    });
    expect(next([ended(HOUR_S), unavailable]).minutes).toBeCloseTo(60, 0);
    expect(next([ended(null)])).toMatchObject({ dueAt: null, attempts: 0 });
  });

  it('is never while snapshots are paused, although one was asked for', () => {
    expect(next([], { paused: true })).toMatchObject({ dueAt: null });
    expect(next([unavailable], { paused: true })).toMatchObject({ dueAt: null, gaveUp: true });
  });
});

/** After how many minutes to try again; null for not at all. */
function minutesUntilRetry(failed: Partial<FailedAttempt>): number | null {
  const tried = {
    now: NOON,
    attempts: 1,
    retryAfterSeconds: 0,
    dayEnds: MIDNIGHT,
    random: () => 0,
    ...failed,
  };
  const at = retryAt(tried);
  return at && (at.getTime() - tried.now.getTime()) / MINUTE_MS;
}

describe('another attempt', () => {
  test.each([
    [1, 2.5, 3.75],
    [2, 5, 7.5],
    [3, 10, 15],
    [4, 20, 30],
    [5, 40, 60],
    [6, 60, 90],
    [7, 60, 90],
    [5000, 60, 90],
  ])('after %d in vain comes %d minutes later at the earliest, %d on average', (attempts, least, mean) => {
    expect(minutesUntilRetry({ attempts })).toBe(least);
    expect(minutesUntilRetry({ attempts, random: () => 0.5 })).toBe(mean);
  });

  test.each([
    ['less than the back-off', 1, 60, 2.5, 3.75],
    ['a little more', 1, 180, 3, 4.25],
    ['much more', 1, 3600, 60, 61.25],
    ['more, and often', 6, 7200, 120, 150],
  ])('when Spotify asks for %s', (_, attempts, retryAfterSeconds, least, mean) => {
    expect(minutesUntilRetry({ attempts, retryAfterSeconds })).toBe(least);
    expect(minutesUntilRetry({ attempts, retryAfterSeconds, random: () => 0.5 })).toBe(mean);
  });

  test('comes not even a fraction of a millisecond before the time that Spotify asked for', () => {
    expect(minutesUntilRetry({ retryAfterSeconds: 180.0001 })).toBe(180_001 / MINUTE_MS);
  });

  test.each([
    ['with room to spare', '23:00', 1, 0, 2.5],
    ['with just enough room', '23:47:30', 1, 0, 2.5],
    ['a moment too late', '23:47:30.001', 1, 0, null],
    ['as Spotify asks, just in time', '12:00', 1, 42_600, 710],
    ['as Spotify asks, a second too late', '12:00', 1, 42_601, null],
    ['when Spotify asks for more than a day', '12:00', 1, 86_400, null],
    ['after many in vain', '22:50', 9, 0, 60],
    ['after many in vain, too late', '22:51', 9, 0, null],
    ['when the day is over', '23:59:59', 1, 0, null],
  ])('before the day ends, %s', (_, time, attempts, retryAfterSeconds, minutes) => {
    const now = new Date(`2026-11-22T${time}Z`);
    expect(minutesUntilRetry({ now, attempts, retryAfterSeconds })).toBe(minutes);
  });

  test('is spread over what is left, if that is less', () => {
    const now = new Date('2026-11-22T22:30Z');
    expect(minutesUntilRetry({ now, attempts: 9, random: () => 0.5 })).toBe(70);
    expect(minutesUntilRetry({ now, attempts: 9, random: () => 1 - 2 ** -53 })).toBe(80);
  });

  test('is never too early, nor so late that a tick could miss it; and is left out only if none fits', () => {
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
      fc.property(failed, (tried) => {
        const backOff = [5, 10, 20, 40, 80][tried.attempts - 1] ?? 120;
        const least = Math.max(tried.retryAfterSeconds * 1000, (backOff / 2) * MINUTE_MS);
        const last = MIDNIGHT.getTime() - 10 * MINUTE_MS;
        const at = retryAt(tried)?.getTime();
        if (at === undefined) {
          expect(tried.now.getTime() + least).toBeGreaterThan(last);
          return;
        }
        expect(at - tried.now.getTime()).toBeGreaterThanOrEqual(least);
        expect(at - tried.now.getTime()).toBeLessThanOrEqual(least + (backOff / 2) * MINUTE_MS + 1);
        expect(at).toBeLessThanOrEqual(last);
      }),
      { numRuns: 300 },
    );
  });

  test('comes at least six times for whoever is due last, though every tick is late', () => {
    let now = new Date('2026-11-22T18:00Z');
    let tries = 1;
    for (;;) {
      const random = (): number => 1 - 2 ** -53;
      const at = retryAt({ now, attempts: tries, retryAfterSeconds: 0, dayEnds: MIDNIGHT, random });
      if (!at) break;
      tries += 1;
      now = new Date(at.getTime() + 5 * MINUTE_MS);
      expect(now.getTime()).toBeLessThan(MIDNIGHT.getTime());
    }
    expect(tries).toBeGreaterThanOrEqual(7);
  });
});
