import { describe, expect, it } from '@jest/globals';
import { RateLimitedError } from '../errors.js';
import { BoundedHttp, type HttpAnswer } from './bounded-http.js';
import { GatedHttp } from './gated-http.js';
import { type Hold, RateGate } from './rate-gate.js';

const URL_OF_LISTS = new URL('https://api.spotify.example/v1/me/top/artists');
const HELD: Hold = { until: new Date(30_000), secondsLeft: 30, reason: 'RATE_LIMITED' };

class Gate extends RateGate {
  asked = 0;
  closed: Hold | null = null;

  current(): Promise<Hold | null> {
    return Promise.resolve(this.closed);
  }

  pass(): Promise<Hold | null> {
    this.asked += 1;
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

describe('GatedHttp', () => {
  it('asks the rate limiter before every call', async () => {
    const [gate, answering] = [new Gate(), new Answering()];
    const http = new GatedHttp(answering, gate);
    await http.send('top-artists', URL_OF_LISTS, {});
    await http.send('top-artists', URL_OF_LISTS, {});
    expect([gate.asked, answering.calls]).toEqual([2, 2]);
  });

  it('makes no call while the rate limiter forbids it', async () => {
    const [gate, answering] = [new Gate(), new Answering()];
    gate.closed = HELD;
    await expect(new GatedHttp(answering, gate).send('top-artists', URL_OF_LISTS, {})).rejects.toThrow(
      RateLimitedError,
    );
    expect(answering.calls).toBe(0);
  });
});
