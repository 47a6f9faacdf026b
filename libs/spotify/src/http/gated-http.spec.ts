import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RateLimitedError } from '../errors/rate-limited.error.js';
import { BoundedHttp, type HttpAnswer } from './bounded-http.js';
import { GatedHttp } from './gated-http.js';
import { type Hold, RateGate } from './rate-gate.js';

const URL_OF_LISTS = new URL('https://api.spotify.example/v1/me/top/artists');
const HELD: Hold = { until: new Date(30_000), secondsLeft: 30, reason: 'RATE_LIMITED' };

class Gate extends RateGate {
  taken = 0;
  closed: Hold | null = null;

  current(): Promise<Hold | null> {
    return Promise.resolve(this.closed);
  }

  pass(): Promise<Hold | null> {
    this.taken += 1;
    return Promise.resolve(this.closed);
  }

  hold(): Promise<Hold> {
    return Promise.resolve(HELD);
  }
}

class Answering extends BoundedHttp {
  calls = 0;

  override send(): Promise<HttpAnswer> {
    this.calls += 1;
    return Promise.resolve({ status: 200, headers: {}, body: '{}' });
  }
}

describe('a place at the gate that was reserved', () => {
  let gate: Gate;
  let answering: Answering;
  let http: GatedHttp;
  beforeEach(() => {
    jest.useFakeTimers();
    gate = new Gate();
    answering = new Answering();
    http = new GatedHttp(answering, gate);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    [0, 1],
    [250, 1],
    [251, 2],
  ])('is that of a call %i ms later, so that %i have been taken', async (later, taken) => {
    const place = http.reserve();
    await place.pass;
    jest.advanceTimersByTime(later);
    await http.send('top-artists', URL_OF_LISTS, {}, place);
    expect([gate.taken, answering.calls]).toEqual([taken, 1]);
  });

  it('says that no call may be made, however the gate is by then', async () => {
    gate.closed = HELD;
    const place = http.reserve();
    gate.closed = null;
    await expect(http.send('top-artists', URL_OF_LISTS, {}, place)).rejects.toThrow(RateLimitedError);
    expect(answering.calls).toBe(0);
  });

  it('is left where it stood too long and Spotify has asked for patience since', async () => {
    const place = http.reserve();
    await place.pass;
    gate.closed = HELD;
    jest.advanceTimersByTime(251);
    await expect(http.send('top-artists', URL_OF_LISTS, {}, place)).rejects.toThrow(RateLimitedError);
    expect(answering.calls).toBe(0);
  });
});
