import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { Listening } from './listening.js';

const stage = setStage({ TOP_ARTISTS_MAX_AGE_SECONDS: '0' });
const listening = new Listening(stage);

/** How many places at the gate have been taken in the last half a minute. */
async function placesTaken(): Promise<number> {
  const [row] = await stage.instance.sql<{ taken: number }>(
    'SELECT coalesce(sum(count), 0)::int AS taken FROM rate_gate, unnest(calls) AS count',
  );
  return row?.taken ?? NaN;
}

describe('a call that can be foreseen', () => {
  it('takes one place at the gate, whoever asks beside it', async () => {
    await listening.signIn();
    await listening.askList();
    const [calls, places] = [await listening.listCalls(), await placesTaken()];
    for (let time = 0; time < 5; time += 1) {
      const lists = await Promise.all(Array.from({ length: 8 }, () => listening.askList()));
      expect(new Set(lists.map(({ source }) => source))).toEqual(new Set(['SPOTIFY']));
    }
    const made = (await listening.listCalls()) - calls;
    expect(made).toBeGreaterThanOrEqual(5);
    expect((await placesTaken()) - places).toBe(made);
  });

  it('is not made for somebody whose connection has ended, and takes no place', async () => {
    await listening.signIn();
    await listening.askList();
    await stage.instance.sql(
      'UPDATE spotify_grant SET access_token = NULL, refresh_token = NULL, ended_at = now()',
    );
    const first = await listening.askList();
    const [calls, places] = [await listening.listCalls(), await placesTaken()];
    expect([first.source, (await listening.askList()).source]).toEqual(['CACHE', 'CACHE']);
    expect([await listening.listCalls(), await placesTaken()]).toEqual([calls, places]);
  });
});
