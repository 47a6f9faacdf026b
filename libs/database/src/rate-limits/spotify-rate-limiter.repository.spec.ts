import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Database } from '../connection/database.js';
import { SpotifyRateLimiterRepository } from './spotify-rate-limiter.repository.js';

/** A pool that answers with the permits that are left, and emits `asked` before each answer. */
class Permits extends pg.Pool {
  left = 0;
  /** Until a permit is free, as the next answer says. */
  secondsLeft = 0;

  override query = (({ values: [, wanted] }: { values: [string, number, number] }) => {
    this.emit('asked');
    const acquired = Math.min(wanted, this.left);
    this.left -= acquired;
    return Promise.resolve({
      rows: [{ acquired, until: new Date(), secondsLeft: this.secondsLeft, reason: 'RATE_LIMITED' }],
    });
  }) as unknown as pg.Pool['query'];
}

function limit(permits: Permits): SpotifyRateLimiterRepository {
  const options = { callsPer30Seconds: 1, maxWaitMs: 600_000 };
  return new SpotifyRateLimiterRepository(new Database(permits), 'app', options);
}

describe('a limiter of calls to Spotify', () => {
  it('gives a free permit to the call that has waited longest, not to one that asks as it becomes free', async () => {
    const permits = new Permits();
    const limiter = limit(permits);
    const order: string[] = [];
    const acquire = (who: string): Promise<number> => limiter.acquire().then(() => order.push(who));
    const asked = once(permits, 'asked');
    const calls = [acquire('first'), acquire('second')];
    await asked;
    await new Promise(setImmediate);
    permits.left = 1;
    calls.push(acquire('newcomer'));
    await Promise.race(calls);
    permits.left = 2;
    await Promise.all(calls);
    expect(order).toEqual(['first', 'second', 'newcomer']);
  });

  it('lets no call with a shorter wait pass another', async () => {
    const permits = new Permits();
    const limiter = limit(permits);
    const order: string[] = [];
    const acquire = (who: string): Promise<number> => limiter.acquire().then(() => order.push(who));
    permits.secondsLeft = 1;
    const asked = once(permits, 'asked');
    const calls = [acquire('first')];
    // Asks while the first one has no answer yet.
    permits.once('asked', () => calls.push(acquire('second')));
    await asked;
    const askedAgain = once(permits, 'asked');
    permits.secondsLeft = 0;
    await askedAgain;
    await new Promise(setImmediate);
    permits.left = 1;
    await Promise.race(calls);
    permits.left = 1;
    await Promise.all(calls);
    expect(order).toEqual(['first', 'second']);
  });
});
