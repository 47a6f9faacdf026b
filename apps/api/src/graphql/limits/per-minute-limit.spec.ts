import { describe, expect, it } from '@jest/globals';
import { RateLimitExceededError } from '../../errors/client-error.js';
import { PerMinuteLimit } from './per-minute-limit.js';

/** `charge` returns null, or after how many seconds to try again. */
function limitOf(limit: number, maxKeys = 10) {
  const clock = { now: 1 };
  const limiter = new PerMinuteLimit<string>({ limit, maxKeys, quota: 'A quota', now: () => clock.now });
  const charge = (key: string, units: number): number | null => {
    try {
      limiter.charge(key, units);
      return null;
    } catch (error) {
      if (error instanceof RateLimitExceededError) return error.retryAfterSeconds;
      throw error;
    }
  };
  return { clock, charge, refund: (key: string, units: number) => limiter.refund(key, units) };
}

describe('PerMinuteLimit', () => {
  it('charges up to the last unit, and rejects one more', () => {
    const { charge } = limitOf(100);
    expect([charge('a', 99), charge('a', 2), charge('a', 1), charge('a', 1)]).toEqual([null, 60, null, 60]);
  });

  it('charges nothing when it rejects', () => {
    const { charge } = limitOf(1_000);
    const waits = [charge('a', 200), charge('a', 900), charge('a', 50), charge('a', 750)];
    expect(waits).toEqual([null, 60, null, null]);
  });

  it('is available again after the seconds that the error names', () => {
    const { clock, charge } = limitOf(100);
    charge('a', 100);
    clock.now += 20_500;
    expect(charge('a', 1)).toBe(40);
    clock.now += 39_499;
    expect(charge('a', 1)).toBe(1);
    clock.now += 2;
    expect(charge('a', 100)).toBeNull();
  });

  it('starts a minute with its first unit, however many follow', () => {
    const { clock, charge } = limitOf(100);
    for (let second = 0; second < 60; second += 1) {
      charge('a', 1);
      clock.now += 1_000;
    }
    clock.now += 1;
    expect(charge('a', 100)).toBeNull();
  });

  it('counts each key separately', () => {
    const { charge } = limitOf(1);
    expect([charge('a', 1), charge('b', 1), charge('a', 1), charge('b', 1)]).toEqual([null, null, 60, 60]);
  });

  it('counts refunded units as unused', () => {
    const { charge, refund } = limitOf(1);
    for (let time = 0; time < 5; time += 1) {
      expect(charge('a', 1)).toBeNull();
      refund('a', 1);
    }
    expect([charge('a', 1), charge('a', 1)]).toEqual([null, 60]);
  });

  it('starts the least recently used key at zero once there are too many keys', () => {
    const { charge } = limitOf(1, 2);
    for (const key of ['a', 'b', 'c']) charge(key, 1);
    expect([charge('c', 1), charge('a', 1)]).toEqual([60, null]);
  });
});
