import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { OutageStage } from './outage-stage.js';

jest.setTimeout(200_000);

const LISTENERS = 20;
/** Slow answers, so that jobs are still running when the outage begins. */
const LATENCY_MS = 300;

let stage: OutageStage;
beforeAll(async () => {
  stage = await OutageStage.open();
  await stage.simulator.control.setLatency({ 'top-artists': LATENCY_MS });
});
afterAll(() => stage?.close());

/** Returns the snapshots of the listeners in `crowd`, as `name range`. */
async function snapshots(crowd: readonly string[]): Promise<string[]> {
  const rows = await stage.sql<{ name: string; range: string }>(
    `SELECT spotify_id AS name, lower(range::text) AS range FROM snapshot JOIN listener ON id = listener_id`,
  );
  return rows.filter(({ name }) => crowd.includes(name)).map(({ name, range }) => `${name} ${range}`);
}

/** Counts the requests for each list, by `name range`. */
async function calls(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { endpoint, listener, range } of await stage.simulator.control.requests()) {
    const key = `${listener} ${range}`;
    if (endpoint === 'top-artists') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Runs `outage` while jobs are running, and expects every snapshot to be taken afterwards. */
async function surviveOutage(firstListener: number, outage: () => Promise<void>): Promise<void> {
  const crowd = Array.from({ length: LISTENERS }, (_, index) => `listener_${firstListener + index}`);
  await stage.signIn(firstListener, LISTENERS);
  await stage.until(async () => (await snapshots(crowd)).length > LISTENERS / 2, 'jobs are running');
  const before = await snapshots(crowd);
  expect(before.length).toBeLessThan(LISTENERS * 3);

  await outage();

  await stage.until(
    async () => (await stage.health('ready')).statuses.every((status) => status === 200),
    'ready',
  );
  await stage.until(
    async () => (await snapshots(crowd)).length >= LISTENERS * 3,
    'every snapshot that was due',
  );
  await stage.until(async () => {
    const [row] = await stage.sql<{ left: number }>(
      `SELECT (SELECT count(*)::int FROM pgboss.job WHERE state < 'completed')
            + (SELECT count(*)::int FROM snapshot_schedule WHERE due_at <= clock_now()) AS left`,
    );
    return row?.left === 0;
  }, 'no listener is due or queued');

  const after = await snapshots(crowd);
  expect(after.toSorted()).toEqual(
    crowd
      .flatMap((name) => ['long_term', 'medium_term', 'short_term'].map((range) => `${name} ${range}`))
      .toSorted(),
  );
  expect(await stage.sql('SELECT 1 FROM snapshot_failure')).toEqual([]);
  const counts = await calls();
  // Snapshots recorded before the outage are not fetched again.
  for (const one of before) expect([one, counts.get(one)]).toEqual([one, 1]);
}

/** Expects both processes to be live and not ready for as long as the outage lasts. */
async function expectNotReady(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  await stage.until(
    async () => (await stage.health('ready')).statuses.every((status) => status === 503),
    '503',
  );
  let checks = 0;
  while (performance.now() < end) {
    expect(await stage.health('live')).toMatchObject({ statuses: [200, 200] });
    const ready = await stage.health('ready');
    expect(ready.statuses).toEqual([503, 503]);
    expect(ready.withinMs).toBeLessThan(4_000);
    checks += 1;
    await delay(400);
  }
  expect(checks).toBeGreaterThan(3);
}

describe('an outage of PostgreSQL', () => {
  test('of 5 s after an immediate stop leaves processes live but not ready, and loses no snapshot', async () => {
    await surviveOutage(1_000, async () => {
      await stage.postgres.die();
      await expectNotReady(5_000).finally(() => stage.postgres.rise());
    });
  });

  test('of 60 s without any answer leaves processes live but not ready, and loses no snapshot', async () => {
    await surviveOutage(2_000, async () => {
      stage.network.goSilent();
      await expectNotReady(60_000).finally(() => stage.network.open());
    });
  });

  test('of 10 s with refused connections leaves processes live but not ready, and loses no snapshot', async () => {
    await surviveOutage(3_000, async () => {
      stage.network.refuse();
      await expectNotReady(10_000).finally(() => stage.network.open());
    });
  });

  test('restarts no process, and both stop with code 0', async () => {
    expect(await stage.api.stop()).toEqual({ code: 0, signal: null });
    expect(await stage.worker.stop()).toEqual({ code: 0, signal: null });
  });
});
