import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ArtistLinkRateLimiterRepository,
  Database,
  type RateLimitOptions,
  SpotifyRateLimiterRepository,
  SignInRateLimiterRepository,
} from '#database';
import { Pool } from 'pg';
import { Instance } from '../support/index.js';

let instance: Instance;
const open: Database[] = [];

beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => {
  await Promise.all(open.map((database) => database.onApplicationShutdown()));
  await instance?.close();
});
beforeEach(async () => {
  await instance.sql('TRUNCATE spotify_rate_limit');
  await instance.setClock();
});

/** Opens a rate limiter on a connection pool of its own, as another process does. */
function limiter(options: Partial<RateLimitOptions> = {}, app = 'app'): SpotifyRateLimiterRepository {
  const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
  open.push(database);
  return new SpotifyRateLimiterRepository(database, app, {
    callsPer30Seconds: 100,
    maxWaitMs: 0,
    ...options,
  });
}

function signInRateLimiter(callsPer30Seconds = 100): SignInRateLimiterRepository {
  const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
  open.push(database);
  return new SignInRateLimiterRepository(database, 'app', { callsPer30Seconds });
}

/** Requests `wanted` permits at once, and returns the number of permits acquired. */
async function acquired(which: SpotifyRateLimiterRepository, wanted: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: wanted }, () => which.acquire()));
  return answers.filter((cooldown) => cooldown === null).length;
}

describe('the Spotify rate limit', () => {
  it('is shared by all processes, and returns the seconds until the next permit', async () => {
    const [one, other] = [limiter(), limiter()];
    const counts = await Promise.all([acquired(one, 80), acquired(other, 80)]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(100);
    const cooldown = await one.acquire();
    expect(cooldown).toMatchObject({ reason: 'RATE_LIMITED' });
    expect(cooldown?.secondsLeft).toBeGreaterThan(25);
    expect(cooldown?.secondsLeft).toBeLessThanOrEqual(31);
  });

  it('reserves a fifth for interactive requests, which the worker cannot use', async () => {
    const [worker, people] = [limiter({ callsPer30Seconds: 80 }), limiter()];
    expect(await acquired(worker, 200)).toBe(80);
    expect(await acquired(people, 50)).toBe(20);
  });

  it('gives sign-ins a fifth at most, and never the last tenth', async () => {
    const [worker, people] = [limiter({ callsPer30Seconds: 80 }), limiter()];
    const signIns = [signInRateLimiter(), signInRateLimiter()] as const;
    const counts = await Promise.all(signIns.map((one) => acquired(one, 200)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(20);
    expect(await acquired(worker, 200)).toBe(60);
    expect(await acquired(people, 50)).toBe(20);

    await instance.sql('TRUNCATE spotify_rate_limit');
    expect(await acquired(worker, 200)).toBe(80);
    expect(await acquired(signIns[0], 200)).toBe(10);
    expect(await acquired(people, 50)).toBe(10);
  });

  it('permits at least one sign-in, even at one call per 30 seconds', async () => {
    expect(await acquired(signInRateLimiter(1), 5)).toBe(1);
  });

  it('is separate for each Spotify app', async () => {
    expect([await acquired(limiter(), 100), await acquired(limiter({}, 'another'), 100)]).toEqual([100, 100]);
  });

  it('frees permits as calls become older than 30 seconds', async () => {
    const only = limiter();
    const start = Date.now();
    expect(await acquired(only, 60)).toBe(60);
    await instance.setClock(new Date(start + 20_000));
    expect(await acquired(only, 60)).toBe(40);
    await instance.setClock(new Date(start + 32_000));
    expect(await acquired(only, 100)).toBe(60);
    await instance.setClock(new Date(start + 52_000));
    expect(await acquired(only, 100)).toBe(40);
  });

  it('gives waiting calls their permits as earlier calls expire', async () => {
    const waitingLimiter = limiter({ callsPer30Seconds: 5, maxWaitMs: 60_000 });
    expect(await acquired(waitingLimiter, 5)).toBe(5);
    const start = Date.now();
    const late = Promise.all([waitingLimiter.acquire(), waitingLimiter.acquire()]);
    await instance.setClock(new Date(start + 25_000));
    await instance.setClock(new Date(start + 32_000));
    expect(await late).toEqual([null, null]);
  });

  it('rejects waiting calls on shutdown', async () => {
    const waitingLimiter = limiter({ callsPer30Seconds: 1, maxWaitMs: 60_000 });
    await waitingLimiter.acquire();
    const waiting = waitingLimiter.acquire();
    waitingLimiter.onModuleDestroy();
    expect(await waiting).toMatchObject({ reason: 'RATE_LIMITED' });
  });

  it('never permits more calls than the limit in any 30 seconds, in any order of requests', async () => {
    const limiters = [limiter({ callsPer30Seconds: 20 }), limiter({ callsPer30Seconds: 20 })];
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 12_000 }),
      who: fc.nat(1),
      wanted: fc.integer({ min: 1, max: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await instance.sql('TRUNCATE spotify_rate_limit');
        const permits: number[] = [];
        let now = Date.now();
        for (const { wait, who, wanted } of steps) {
          now += wait;
          await instance.setClock(new Date(now));
          const count = await acquired(limiters[who % 2] ?? limiter(), wanted);
          permits.push(...Array.from({ length: count }, () => now));
        }
        for (const end of permits) {
          const window = permits.filter((at) => at > end - 30_000 && at <= end);
          expect(window.length).toBeLessThanOrEqual(20);
        }
        // The first requests are always permitted.
        expect(permits.length).toBeGreaterThanOrEqual(Math.min(20, steps[0]?.wanted ?? 0));
      }),
      { numRuns: 15 },
    );
  });
});

describe('a cooldown', () => {
  it('stops every process at once, and is never shortened', async () => {
    const [one, other] = [limiter(), limiter()];
    const cooldown = await one.startCooldown(60, 'RATE_LIMITED');
    expect(await other.acquire()).toMatchObject({ until: cooldown.until, reason: 'RATE_LIMITED' });
    expect(await signInRateLimiter().acquire()).toMatchObject({
      until: cooldown.until,
      reason: 'RATE_LIMITED',
    });
    expect(await other.currentCooldown()).toMatchObject({ until: cooldown.until, reason: 'RATE_LIMITED' });
    expect(await other.startCooldown(5, 'QUOTA_EXCEEDED')).toMatchObject({
      until: cooldown.until,
      reason: 'RATE_LIMITED',
    });
    expect((await one.startCooldown(3_600, 'QUOTA_EXCEEDED')).reason).toBe('QUOTA_EXCEEDED');
    await instance.setClock(new Date(Date.now() + 3_601_000));
    expect([await one.acquire(), await other.currentCooldown()]).toEqual([null, null]);
  });

  it('rejects calls that are waiting for a permit', async () => {
    const waitingLimiter = limiter({ callsPer30Seconds: 1, maxWaitMs: 60_000 });
    await waitingLimiter.acquire();
    const waiting = waitingLimiter.acquire();
    await limiter().startCooldown(600, 'QUOTA_EXCEEDED');
    expect(await waiting).toMatchObject({ reason: 'QUOTA_EXCEEDED' });
  });
});

describe('the calls that link artists', () => {
  it('take up to half of the limit, and none once other calls have reached it', async () => {
    const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
    open.push(database);
    const links = new ArtistLinkRateLimiterRepository(database, 'app', { callsPer30Seconds: 100 });
    expect(await acquired(links, 80)).toBe(50);
    expect(await acquired(limiter(), 80)).toBe(50);
    await instance.advanceClock(31);
    expect(await acquired(limiter(), 45)).toBe(45);
    expect(await acquired(links, 20)).toBe(5);
    const cooldown = await links.acquire();
    expect(cooldown).toMatchObject({ reason: 'RATE_LIMITED' });
    expect(cooldown?.secondsLeft).toBeGreaterThan(25);
  });
});
