import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RateLimitExceededError } from '../../errors/client-error.js';
import { CostPerMinute } from './cost-per-minute.js';

beforeEach(() => void jest.useFakeTimers({ now: 0 }));
afterEach(() => void jest.useRealTimers());

/** Null if the cost was charged, otherwise after how many seconds to try again. */
async function charge(costs: CostPerMinute, listenerId: number, cost: number): Promise<number | null> {
  try {
    await costs.charge(listenerId, cost);
    return null;
  } catch (error) {
    if (error instanceof RateLimitExceededError) return error.retryAfterSeconds;
    throw error;
  }
}

describe('the cost of a minute', () => {
  it('can be used up to the last object, and no further', async () => {
    const costs = new CostPerMinute(100);
    expect(await charge(costs, 1, 99)).toBeNull();
    expect(await charge(costs, 1, 2)).toBe(60);
    expect(await charge(costs, 1, 1)).toBeNull();
    expect(await charge(costs, 1, 1)).toBe(60);
  });

  it('is available again after the seconds that the error names', async () => {
    const costs = new CostPerMinute(100);
    await charge(costs, 1, 100);
    jest.setSystemTime(20_500);
    expect(await charge(costs, 1, 1)).toBe(40);
    jest.setSystemTime(59_999);
    expect(await charge(costs, 1, 1)).toBe(1);
    jest.setSystemTime(60_000);
    expect(await charge(costs, 1, 100)).toBeNull();
  });

  it('is counted for each listener', async () => {
    const costs = new CostPerMinute(100);
    expect(await charge(costs, 1, 100)).toBeNull();
    expect(await charge(costs, 2, 100)).toBeNull();
  });

  it('keeps nothing of a listener whose minute is over', async () => {
    const costs = new CostPerMinute(100);
    for (let listenerId = 0; listenerId < 50; listenerId += 1) await costs.charge(listenerId, 1);
    expect(jest.getTimerCount()).toBe(50);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
