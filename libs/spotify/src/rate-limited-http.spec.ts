import { describe, expect, it } from '@jest/globals';
import { RateLimitedError } from './errors.js';
import { BoundedHttp, type HttpResponse } from './bounded-http.js';
import { RateLimitedHttp } from './rate-limited-http.js';
import { type Cooldown, SpotifyObserver, SpotifyRateLimiter } from './ports.js';

const URL_OF_LISTS = new URL('https://api.spotify.example/v1/me/top/artists');
const COOLDOWN: Cooldown = { until: new Date(30_000), secondsLeft: 30, reason: 'RATE_LIMITED' };

class Limiter extends SpotifyRateLimiter {
  asked = 0;
  cooldown: Cooldown | null = null;

  currentCooldown(): Promise<Cooldown | null> {
    return Promise.resolve(this.cooldown);
  }

  acquire(): Promise<Cooldown | null> {
    this.asked += 1;
    return Promise.resolve(this.cooldown);
  }

  startCooldown(): Promise<Cooldown> {
    return Promise.resolve(COOLDOWN);
  }
}

class Answering extends BoundedHttp {
  calls = 0;

  override send(): Promise<HttpResponse> {
    this.calls += 1;
    return Promise.resolve({ status: 200, headers: {}, body: '{}' });
  }
}

describe('RateLimitedHttp', () => {
  it('acquires a permit before every call', async () => {
    const [limiter, answering] = [new Limiter(), new Answering()];
    const http = new RateLimitedHttp(answering, limiter, new SpotifyObserver());
    await http.send('top-artists', URL_OF_LISTS, {});
    await http.send('top-artists', URL_OF_LISTS, {});
    expect([limiter.asked, answering.calls]).toEqual([2, 2]);
  });

  it('makes no call without a permit', async () => {
    const [limiter, answering] = [new Limiter(), new Answering()];
    limiter.cooldown = COOLDOWN;
    await expect(
      new RateLimitedHttp(answering, limiter, new SpotifyObserver()).send('top-artists', URL_OF_LISTS, {}),
    ).rejects.toThrow(RateLimitedError);
    expect(answering.calls).toBe(0);
  });
});
