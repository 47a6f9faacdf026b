import { describe, expect, it } from '@jest/globals';
import { RateLimitExceededError } from '../../errors/client-error.js';
import { AnonymousRequests } from './anonymous-requests.js';

const clock = { now: 0 };

function limited(perMinute: number): (network: string) => number {
  clock.now = 1_000;
  const requests = new AnonymousRequests(perMinute, () => clock.now);
  /** Seconds to wait; 0 for a request that is served. */
  return (network) => {
    try {
      requests.count(network);
      return 0;
    } catch (error) {
      if (error instanceof RateLimitExceededError) return error.retryAfterSeconds;
      throw error;
    }
  };
}

describe('requests without a sign-in', () => {
  it('are served up to the limit, and refused until the minute of the first is over', () => {
    const wait = limited(3);
    expect([wait('a'), wait('a'), wait('a'), wait('a')]).toEqual([0, 0, 0, 60]);
    clock.now += 45_500;
    expect(wait('a')).toBe(15);
    clock.now += 14_600;
    expect([wait('a'), wait('a'), wait('a'), wait('a')]).toEqual([0, 0, 0, 60]);
  });

  it('are counted apart for each network', () => {
    const wait = limited(1);
    expect([wait('a'), wait('b'), wait('a'), wait('b')]).toEqual([0, 0, 60, 60]);
  });

  it('are not counted where a sign-in turns up', () => {
    const requests = new AnonymousRequests(1);
    for (let time = 0; time < 5; time += 1) {
      requests.count('a');
      requests.giveBack('a');
    }
    requests.count('a');
    expect(() => requests.count('a')).toThrow(RateLimitExceededError);
  });
});
