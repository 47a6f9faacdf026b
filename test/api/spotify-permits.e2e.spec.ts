import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { Listening } from './listening.js';

const stage = setStage({ TOP_ARTISTS_MAX_AGE_SECONDS: '0' });
const listening = new Listening(stage);

/** Counts the permits that the rate limiter has given in the last 30 seconds. */
async function permitsTaken(): Promise<number> {
  const [row] = await stage.instance.sql<{ taken: number }>(
    'SELECT coalesce(sum(count), 0)::int AS taken FROM spotify_rate_limit, unnest(calls) AS count',
  );
  return row?.taken ?? NaN;
}

describe('a call to Spotify', () => {
  it('takes one permit, however many requests share it', async () => {
    await listening.signIn();
    await listening.askList();
    const [calls, permits] = [await listening.listCalls(), await permitsTaken()];
    for (let time = 0; time < 5; time += 1) {
      const lists = await Promise.all(Array.from({ length: 8 }, () => listening.askList()));
      expect(new Set(lists.map(({ source }) => source))).toEqual(new Set(['SPOTIFY']));
    }
    const newCalls = (await listening.listCalls()) - calls;
    expect(newCalls).toBeGreaterThanOrEqual(5);
    expect((await permitsTaken()) - permits).toBe(newCalls);
  });

  it('is not made for a listener whose connection has ended, and takes no permit', async () => {
    await listening.signIn();
    await listening.askList();
    await stage.instance.sql(
      'UPDATE spotify_grant SET access_token = NULL, refresh_token = NULL, ended_at = now()',
    );
    const first = await listening.askList();
    const [calls, permits] = [await listening.listCalls(), await permitsTaken()];
    expect([first.source, (await listening.askList()).source]).toEqual(['CACHE', 'CACHE']);
    expect([await listening.listCalls(), await permitsTaken()]).toEqual([calls, permits]);
  });
});
