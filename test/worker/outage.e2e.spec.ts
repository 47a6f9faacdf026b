import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { OutageStage } from './outage-stage.js';

jest.setTimeout(200_000);

const LISTENERS = 40;
/** Keeps jobs in progress for a while. */
const LATENCY_MS = 150;

let stage: OutageStage;
beforeAll(async () => {
  stage = await OutageStage.open();
  await stage.simulator.control.setLatency({ 'top-artists': LATENCY_MS });
});
afterAll(() => stage?.close());

/** Returns the snapshots of a crowd, as `name range`. */
async function snapshots(crowd: readonly string[]): Promise<string[]> {
  const rows = await stage.sql<{ name: string; range: string }>(
    `SELECT spotify_id AS name, lower(range::text) AS range FROM snapshot JOIN listener ON id = listener_id`,
  );
  return rows.filter(({ name }) => crowd.includes(name)).map(({ name, range }) => `${name} ${range}`);
}

/** Counts the calls for each list, by `name range`. */
async function calls(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { endpoint, listener, range } of await stage.simulator.control.requests()) {
    const key = `${listener} ${range}`;
    if (endpoint === 'top-artists') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Makes a crowd due, causes an outage during their jobs, and checks the result. */
async function outlive(firstListener: number, outage: () => Promise<void>): Promise<void> {
  const crowd = Array.from({ length: LISTENERS }, (_, index) => `listener_${firstListener + index}`);
  await stage.signIn(firstListener, LISTENERS);
  await stage.until(async () => (await snapshots(crowd)).length > LISTENERS / 2, 'work is under way');
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
  }, 'no listener is due or queued any more');

  const after = await snapshots(crowd);
  expect(after.toSorted()).toEqual(
    crowd
      .flatMap((name) => ['long_term', 'medium_term', 'short_term'].map((range) => `${name} ${range}`))
      .toSorted(),
  );
  expect(await stage.sql('SELECT 1 FROM snapshot_failure')).toEqual([]);
  const asked = await calls();
  // A recorded list is not fetched again; a lost list is fetched once more for each loss.
  for (const one of before) expect([one, asked.get(one)]).toEqual([one, 1]);
}

/** Checks during the outage that both processes live and report that they are not ready. */
async function seeOutage(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  await stage.until(
    async () => (await stage.health('ready')).statuses.every((status) => status === 503),
    '503',
  );
  let seen = 0;
  while (performance.now() < end) {
    expect(await stage.health('live')).toMatchObject({ statuses: [200, 200] });
    const ready = await stage.health('ready');
    expect(ready.statuses).toEqual([503, 503]);
    expect(ready.withinMs).toBeLessThan(4_000);
    seen += 1;
    await delay(200);
  }
  expect(seen).toBeGreaterThan(3);
}

describe('an outage of PostgreSQL', () => {
  test('that is stopped immediately for 5 s: every due snapshot is recorded exactly once', async () => {
    await outlive(1_000, async () => {
      await stage.postgres.die();
      await seeOutage(5_000).finally(() => stage.postgres.rise());
    });
  });

  test('that does not answer for 60 s: every due snapshot is recorded exactly once', async () => {
    await outlive(2_000, async () => {
      stage.network.goSilent();
      await seeOutage(60_000).finally(() => stage.network.open());
    });
  });

  test('that refuses connections for 10 s: every due snapshot is recorded exactly once', async () => {
    await outlive(3_000, async () => {
      stage.network.refuse();
      await seeOutage(10_000).finally(() => stage.network.open());
    });
  });

  test('restarts no process, and both exit cleanly', async () => {
    expect(await stage.api.stop()).toEqual({ code: 0, signal: null });
    expect(await stage.worker.stop()).toEqual({ code: 0, signal: null });
  });
});
