import { describe, expect, it } from '@jest/globals';
import { dueAt } from '#charts';
import type { Failure } from './failure.js';
import { nextDue } from './next-due.js';

const DAY = '2026-11-22';
const MINUTE_MS = 60_000;
const HOUR_S = 3_600;
const LISTENER = 1;

const unavailable: Failure = { reason: 'SPOTIFY_UNAVAILABLE', retryAfterSeconds: 0 };

function next(
  failures: Failure[],
  change: { now?: string; dueAt?: string | null; attempts?: number; paused?: boolean } = {},
) {
  const { now = `${DAY}T06:00:00Z`, dueAt: due = `${DAY}T05:00:00Z`, attempts = 0, paused = false } = change;
  const situation = {
    now: new Date(now),
    timezone: 'UTC',
    dueAt: due === null ? null : new Date(due),
    attempts,
    paused,
  };
  const { due: result, gaveUp } = nextDue({
    listenerId: LISTENER,
    day: DAY,
    situation,
    failures,
    random: () => 0.5,
  });
  const minutes = result.dueAt ? (result.dueAt.getTime() - situation.now.getTime()) / MINUTE_MS : null;
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
