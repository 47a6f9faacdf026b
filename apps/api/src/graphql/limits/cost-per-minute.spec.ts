import { describe, expect, it } from '@jest/globals';
import { RateLimitExceededError } from '../../errors/client-error.js';
import { CostPerMinute } from './cost-per-minute.js';

/** Charges costs of a listener. Returns null if one was charged, otherwise after how many seconds to try again. */
function charging(limit: number) {
  const clock = { now: 1 };
  const costs = new CostPerMinute(limit, () => clock.now);
  const charge = (listenerId: number, cost: number): number | null => {
    try {
      costs.charge(listenerId, cost);
      return null;
    } catch (error) {
      if (error instanceof RateLimitExceededError) return error.retryAfterSeconds;
      throw error;
    }
  };
  return { clock, charge };
}

describe('the cost of a minute', () => {
  it('can be used up to the last object, and no further', () => {
    const { charge } = charging(100);
    expect([charge(1, 99), charge(1, 2), charge(1, 1), charge(1, 1)]).toEqual([null, 60, null, 60]);
  });

  it('is not used by an operation that it does not cover', () => {
    const { charge } = charging(1_000);
    expect([charge(1, 200), charge(1, 900), charge(1, 50), charge(1, 750)]).toEqual([null, 60, null, null]);
  });

  it('is available again after the seconds that the error names', () => {
    const { clock, charge } = charging(100);
    charge(1, 100);
    clock.now += 20_500;
    expect(charge(1, 1)).toBe(40);
    clock.now += 39_499;
    expect(charge(1, 1)).toBe(1);
    clock.now += 2;
    expect(charge(1, 100)).toBeNull();
  });

  it('starts with the first operation, however many follow', () => {
    const { clock, charge } = charging(100);
    for (let second = 0; second < 60; second += 1) {
      charge(1, 1);
      clock.now += 1_000;
    }
    clock.now += 1;
    expect(charge(1, 100)).toBeNull();
  });

  it('is counted for each listener', () => {
    const { charge } = charging(100);
    expect([charge(1, 100), charge(2, 100)]).toEqual([null, null]);
  });
});
