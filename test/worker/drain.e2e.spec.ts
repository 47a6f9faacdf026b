import { describe, expect, jest, test } from '@jest/globals';
import type { OurProcess } from '../support/index.js';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(120_000);

const stage = new WorkerStage();
/** A worker with default settings that an earlier test has left running. */
let left: OurProcess | undefined;

async function takeWorker(): Promise<OurProcess> {
  const worker = left ?? (await stage.instance.startWorker());
  left = undefined;
  return worker;
}

/** Counts the connections of Headliner's processes to this database. */
async function connections(): Promise<number> {
  const [row] = await stage.instance.sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'headliner%'",
  );
  return row?.count ?? Number.NaN;
}

describe('a worker that receives SIGTERM', () => {
  test('finishes its running jobs, starts no other and closes every connection', async () => {
    await stage.instance.simulator.control.setLatency({ 'top-artists': 3_000 });
    await stage.signIn(...Array.from({ length: 6 }, (_, index) => `listener_${index + 1}`));
    const worker = await stage.startWorker({ SNAPSHOT_CONCURRENCY: '2' });
    await stage.until(async () => (await stage.listCalls()).length >= 6, 'two jobs are running');
    const began = performance.now();
    const end = await worker.stop();
    expect(end).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(await stage.snapshotCount()).toBe(6);
    expect((await stage.listCalls()).length).toBe(6);
    expect([await stage.countJobs('active'), await stage.countJobs('completed')]).toEqual([0, 2]);
    await stage.until(async () => (await connections()) === 0, 'no connection is left');
    // The next worker does the jobs that are left.
    await stage.instance.simulator.control.setLatency({ 'top-artists': 0 });
    left = await stage.instance.startWorker();
    await stage.untilSnapshots(18);
    expect((await stage.listCalls()).length).toBe(18);
    await stage.untilIdle(6);
  });

  test('exits within 30 s while Spotify answers nothing', async () => {
    await stage.instance.simulator.control.setFault({ endpoint: 'any', times: 'always', fault: 'hang' });
    await stage.signIn('listener_1');
    const worker = await takeWorker();
    await stage.until(async () => (await stage.listCalls()).length >= 3, 'a job is running');
    const began = performance.now();
    expect(await worker.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(30_000);
    await stage.until(async () => (await connections()) === 0, 'no connection is left');
  });

  test('hands a job that waits for the rate limit to another worker, without the delay of a retry', async () => {
    const worker = await stage.startWorker({ SPOTIFY_REQUESTS_PER_30S: '5' });
    // Five calls fetch three lists for one listener; the other waits until the 30 s window has passed.
    const ids = await stage.signIn('listener_1', 'listener_2');
    await stage.until(
      async () => (await stage.listCalls()).length >= 4,
      'the calls of this window are used up',
    );
    await stage.until(async () => (await stage.countJobs('active')) >= 1, 'a job is waiting');
    expect(await worker.stop()).toEqual({ code: 0, signal: null });
    expect(await stage.countJobs('active')).toBe(0);
    left = await stage.instance.startWorker();
    await stage.untilSnapshots(6);
    await stage.untilIdle(2);
    expect(new Set((await stage.snapshots()).map(({ listener_id }) => listener_id))).toEqual(new Set(ids));
  });

  test('logs listeners by id, without names or tokens', async () => {
    await stage.instance.simulator.control.setFault({
      endpoint: 'top-artists',
      times: 'always',
      fault: 'server-error',
    });
    const worker = await takeWorker();
    const [id = 0] = await stage.signIn('demo_01');
    await stage.untilIdle(1);
    await worker.stop();
    expect(worker.logs).toContain(`Listener ${id} has no SHORT_TERM snapshot`);
    expect(worker.logs).not.toMatch(/Demo Listener|demo_01|AQ[\w-]{8}|BQ[\w-]{8}|Bearer/);
  });
});
