import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type OurProcess, setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { ask, outcomes, takeSnapshot } from './asked-snapshots.js';

const stage = setStage();
let worker: OurProcess;

// The worker ticks once a year, so that every snapshot is a requested one.
beforeAll(async () => {
  worker = await stage.instance.startWorker({ SNAPSHOT_TICK_CRON: '0 0 1 1 *' });
});
beforeEach(async () => {
  await stage.instance.sql('DELETE FROM pgboss.job');
  await stage.client.signIn();
});
afterAll(() => worker.stop());

async function stored(): Promise<unknown[]> {
  return stage.instance.sql(
    'SELECT range::text, day::text, cardinality(artist_ids) AS depth FROM snapshot ORDER BY snapshot.range',
  );
}

async function dueInSeconds(): Promise<number> {
  const [row] = await stage.instance.sql<{ seconds: number }>(
    'SELECT extract(epoch FROM due_at - clock_now())::float8 AS seconds FROM snapshot_schedule',
  );
  return Number(row?.seconds);
}

describe('takeSnapshot', () => {
  it('records the three lists of today, and does not change them later', async () => {
    const first = await takeSnapshot(stage.client);
    expect(outcomes(first)).toEqual(['TAKEN', 'TAKEN', 'TAKEN']);
    const day = new Date().toISOString().slice(0, 10);
    expect(first.day).toBe(day);
    const kept = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'].map((range) => ({ range, day, depth: 50 }));
    expect(await stored()).toEqual(kept);

    const calls = (await stage.control.requests()).length;
    expect(outcomes(await takeSnapshot(stage.client))).toEqual(Array(3).fill('ALREADY_TAKEN'));
    expect(await stored()).toEqual(kept);
    expect((await stage.control.requests()).length).toBe(calls);
  });

  it('reports which range failed, why, and when it is retried; later it records only that one', async () => {
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'html-200', times: 1 });
    const { results } = await takeSnapshot(stage.client);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['FAILED', 'TAKEN', 'TAKEN']);
    const failed = results.find(({ outcome }) => outcome === 'FAILED');
    expect(failed?.gapReason).toBe('SPOTIFY_UNAVAILABLE');
    expect(Date.parse(failed?.retryAt ?? '')).toBeGreaterThan(Date.now());
    for (const { outcome, gapReason, retryAt } of results) {
      if (outcome === 'TAKEN') expect({ gapReason, retryAt }).toEqual({ gapReason: null, retryAt: null });
    }
    expect(outcomes(await takeSnapshot(stage.client))).toEqual(
      results.map(({ outcome }) => (outcome === 'FAILED' ? 'TAKEN' : 'ALREADY_TAKEN')),
    );
  });

  it('reports that the connection has ended, and when it is verified again', async () => {
    await stage.control.expireRefreshToken();
    await stage.control.expireAccessTokens();
    const { results } = await takeSnapshot(stage.client);
    for (const { outcome, gapReason, retryAt } of results) {
      expect({ outcome, gapReason }).toEqual({ outcome: 'FAILED', gapReason: 'REAUTHORIZATION_REQUIRED' });
      const minutes = (Date.parse(retryAt ?? '') - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(55);
      expect(minutes).toBeLessThan(65);
    }
  });

  it('reports that Spotify limits requests, and does not retry before the cooldown ends', async () => {
    const fault = { kind: 'rate-limited', retryAfter: 600 } as const;
    await stage.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
    const { results } = await takeSnapshot(stage.client);
    expect(results.filter(({ outcome }) => outcome === 'FAILED')).not.toEqual([]);
    for (const { outcome, gapReason, retryAt } of results) {
      if (outcome === 'TAKEN') continue;
      expect({ outcome, gapReason }).toEqual({ outcome: 'FAILED', gapReason: 'RATE_LIMITED' });
      expect(Date.parse(retryAt ?? '')).toBeGreaterThan(Date.now() + 590_000);
    }
  });

  it('works while daily snapshots are paused, and leaves them paused', async () => {
    await stage.client.graphql(
      'mutation { updateSettings(input: {snapshotsPaused: true}) { viewer { id } } }',
    );
    expect(outcomes(await takeSnapshot(stage.client))).toEqual(Array(3).fill('TAKEN'));
    expect(await stage.instance.sql('SELECT due_at FROM snapshot_schedule')).toEqual([{ due_at: null }]);
  });

  it('counts for the schedule: a recorded list is not due again today', async () => {
    expect(await dueInSeconds()).toBeLessThanOrEqual(0);
    await takeSnapshot(stage.client);
    await until(async () => (await dueInSeconds()) > 0, 'the listener is due on a later day', 10_000);
  });

  it('belongs to the listener’s day, not to that of UTC', async () => {
    await stage.instance.setClock(new Date('2026-06-15T12:00:00Z'));
    await stage.client.graphql(
      'mutation { updateSettings(input: {timezone: "Pacific/Kiritimati"}) { viewer { id } } }',
    );
    expect((await takeSnapshot(stage.client)).day).toBe('2026-06-16');
  });

  it('needs a sign-in', async () => {
    const { data, errors } = await ask(stage.instance.client(stage.api));
    expect(data).toEqual({ takeSnapshot: null });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the sixth takeSnapshot within an hour', () => {
  it('is refused with the time to wait, and accepted after it', async () => {
    for (let count = 0; count < 5; count += 1) await takeSnapshot(stage.client);
    const { data, errors } = await ask(stage.client);
    expect(data).toEqual({ takeSnapshot: null });
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    const seconds = Number(errors?.[0]?.extensions['retryAfterSeconds']);
    expect(seconds).toBeGreaterThan(3_500);
    expect(seconds).toBeLessThanOrEqual(3_600);
    await stage.instance.ageRateLimits(seconds);
    await takeSnapshot(stage.client);
  });

  it('is counted from the first one, not by clock hours', async () => {
    for (let count = 0; count < 3; count += 1) await takeSnapshot(stage.client);
    await stage.instance.ageRateLimits(50 * 60);
    for (let count = 0; count < 2; count += 1) await takeSnapshot(stage.client);
    const { errors } = await ask(stage.client);
    const minutes = Number(errors?.[0]?.extensions['retryAfterSeconds']) / 60;
    expect(minutes).toBeGreaterThan(9);
    expect(minutes).toBeLessThanOrEqual(10);
    await stage.instance.ageRateLimits(10 * 60);
    for (let count = 0; count < 5; count += 1) await takeSnapshot(stage.client);
    expect((await ask(stage.client)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
  });

  it('is refused if six are sent at once to two processes', async () => {
    const second = await stage.instance.startApi();
    const other = stage.instance.client(second);
    other.shareSession(stage.client);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => ask(index % 2 ? other : stage.client)),
    );
    expect(answers.filter(({ errors }) => errors?.[0]?.extensions.code === 'RATE_LIMITED')).toHaveLength(1);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(5);
    await second.stop();
  });

  it('is counted per listener', async () => {
    for (let count = 0; count < 5; count += 1) await takeSnapshot(stage.client);
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    expect(outcomes(await takeSnapshot(other))).toEqual(Array(3).fill('TAKEN'));
  });
});
