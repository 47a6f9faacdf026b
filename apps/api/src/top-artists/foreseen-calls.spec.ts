import { setImmediate as turn } from 'node:timers/promises';
import type { Prepared } from '#spotify';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ForeseenCalls } from './foreseen-calls.js';

let now: number;
let calls: ForeseenCalls;
let prepared: number;
beforeEach(() => {
  now = 1_000;
  calls = new ForeseenCalls(() => now);
  prepared = 0;
});

function prepare(): Prepared {
  prepared += 1;
  return Promise.resolve({ token: { value: `token ${prepared}`, revision: 1 }, place: undefined });
}

/** Looks for a list, and takes what was prepared for its call; answers the token. */
async function call(key = 'one'): Promise<string | undefined> {
  const taken = await calls.around(key, prepare, async () => {
    await turn();
    return calls.take(key);
  });
  return taken?.token.value;
}

describe('calls to Spotify', () => {
  it('are not prepared for a list that was never seen, nor for one that may still be served', async () => {
    calls.saw('one', 500);
    now += 499;
    await expect(call()).resolves.toBeUndefined();
    await expect(call('other')).resolves.toBeUndefined();
    expect(prepared).toBe(0);
  });

  it('are prepared for a list that was too old, or has become so', async () => {
    calls.saw('one', 500);
    calls.saw('other', -Infinity);
    now += 500;
    await expect(call()).resolves.toBe('token 1');
    await expect(call('other')).resolves.toBe('token 2');
  });

  it('are prepared once where several look for the same list, and taken once', async () => {
    calls.saw('one', 0);
    const tokens = await Promise.all([call(), call(), call()]);
    expect(tokens).toEqual(['token 1', undefined, undefined]);
    expect(prepared).toBe(1);
  });

  it('leave nothing behind where they were not needed, or looking failed', async () => {
    calls.saw('one', 0);
    await calls.around('one', prepare, () => Promise.resolve());
    await expect(calls.around('one', prepare, () => Promise.reject(new Error('away')))).rejects.toThrow(
      'away',
    );
    expect(calls.take('one')).toBeUndefined();
    await expect(call()).resolves.toBe('token 3');
  });
});
