import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { OutageStage } from './outage-stage.js';

jest.setTimeout(200_000);

const LISTENERS = 40;
/** Keeps jobs under way for a while. */
const LATENCY_MS = 150;

let stage: OutageStage;
beforeAll(async () => {
  stage = await OutageStage.open();
  await stage.simulator.control.setLatency({ 'top-artists': LATENCY_MS });
});
afterAll(() => stage?.close());

/** The snapshots of a crowd of listeners, as `name range`. */
async function snapshots(crowd: readonly string[]): Promise<string[]> {
  const rows = await stage.sql<{ name: string; range: string }>(
    `SELECT spotify_id AS name, lower(range::text) AS range FROM snapshot JOIN listener ON id = listener_id`,
  );
  return rows.filter(({ name }) => crowd.includes(name)).map(({ name, range }) => `${name} ${range}`);
}

/** How often Spotify was asked for each list, as `name range`. */
async function calls(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { endpoint, listener, range } of await stage.simulator.control.requests()) {
    const key = `${listener} ${range}`;
    if (endpoint === 'top-artists') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Has a crowd come due, lets an outage happen in the midst of their jobs, and sees what became of all. */
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
  }, 'nobody is due or queued any more');

  const after = await snapshots(crowd);
  expect(after.toSorted()).toEqual(
    crowd
      .flatMap((name) => ['long_term', 'medium_term', 'short_term'].map((range) => `${name} ${range}`))
      .toSorted(),
  );
  expect(await stage.sql('SELECT 1 FROM snapshot_failure')).toEqual([]);
  const asked = await calls();
  // What was recorded is not asked for again; what was not, once more for each time that it was lost.
  for (const one of before) expect([one, asked.get(one)]).toEqual([one, 1]);
}

/** While the database is away: both processes live, and say that they are not ready. */
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
  test('stopped at once for 5 s: all live and say so, and everything due is done, nothing twice', async () => {
    await outlive(1_000, async () => {
      await stage.postgres.die();
      await seeOutage(5_000).finally(() => stage.postgres.rise());
    });
  });

  test('silent for 60 s: the same', async () => {
    await outlive(2_000, async () => {
      stage.network.goSilent();
      await seeOutage(60_000).finally(() => stage.network.open());
    });
  });

  test('refused for 10 s: the same', async () => {
    await outlive(3_000, async () => {
      stage.network.refuse();
      await seeOutage(10_000).finally(() => stage.network.open());
    });
  });

  test('no process was restarted, and both end cleanly', async () => {
    expect(await stage.api.stop()).toEqual({ code: 0, signal: null });
    expect(await stage.worker.stop()).toEqual({ code: 0, signal: null });
  });
});
