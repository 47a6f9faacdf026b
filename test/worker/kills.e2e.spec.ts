import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import type { OurProcess } from '../support/index.js';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const stage = new WorkerStage();
let holder: Client;
/** The worker that the next test kills. Its replacement serves the test after that. */
let worker: OurProcess;
let id: number;

beforeAll(async () => {
  worker = await stage.instance.startWorker();
});
beforeEach(async () => {
  // A transaction in which tests take locks that block the worker until it is rolled back.
  holder = new Client({ connectionString: stage.instance.database.url });
  await holder.connect();
  await holder.query('BEGIN');
});
afterEach(async () => {
  await holder.end();
});

/** Waits until a statement that begins with `beginning` waits for a lock. */
async function untilBlocked(beginning: string): Promise<void> {
  await stage.until(async () => {
    const waiting = await stage.instance.sql<{ query: string }>(
      "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return waiting.some(({ query }) => query.trim().startsWith(beginning));
  }, `blocked: ${beginning}`);
}

/** Kills the worker, releases the locks, and expects that another one has taken all snapshots within 30 s and ends the job. */
async function killAndRecover(): Promise<void> {
  const killed = performance.now();
  worker.kill('SIGKILL');
  await worker.ended;
  await holder.query('ROLLBACK');
  await stage.instance.simulator.control.clearFaults();
  worker = await stage.instance.startWorker();
  await stage.untilSnapshots(3);
  expect(performance.now() - killed).toBeLessThan(30_000);
  await stage.untilIdle(1);
  expect(await stage.snapshots()).toEqual(stage.wholeDay(id, await stage.day()));
  expect(await stage.dueInSeconds(id)).toBeGreaterThan(0);
}

describe('recovery from a killed worker', () => {
  test('takes each snapshot once within 30 s of a kill before the first write', async () => {
    await stage.instance.simulator.control.setFault({
      endpoint: 'top-artists',
      times: 'always',
      fault: 'hang',
    });
    [id = 0] = await stage.signIn('listener_1');
    await stage.until(async () => (await stage.listCalls()).length === 3, 'three calls to Spotify');
    await killAndRecover();
  });

  test('takes each snapshot once within 30 s of a kill during the insert', async () => {
    await holder.query('LOCK TABLE snapshot IN SHARE ROW EXCLUSIVE MODE');
    [id = 0] = await stage.signIn('listener_1');
    await untilBlocked('WITH replaced AS');
    await killAndRecover();
  });

  test('takes each snapshot once within 30 s of a kill with one range still unwritten', async () => {
    await stage.instance.simulator.control.setFault({
      endpoint: 'top-artists',
      range: 'long_term',
      fault: 'hang',
    });
    [id = 0] = await stage.signIn('listener_1');
    await stage.untilSnapshots(2);
    await killAndRecover();
    expect((await stage.listCalls()).filter((call) => call.includes('short_term')).length).toBe(1);
  });

  test('takes each snapshot once when the worker is killed after the commit, before it completes the job', async () => {
    // Keeps the worker from finishing before its job is locked.
    const gate = new Client({ connectionString: stage.instance.database.url });
    await gate.connect();
    try {
      await gate.query('BEGIN; LOCK TABLE snapshot IN SHARE ROW EXCLUSIVE MODE');
      [id = 0] = await stage.signIn('listener_1');
      await untilBlocked('WITH replaced AS');
      await holder.query('SELECT FROM pgboss.job WHERE singleton_key = $1 FOR UPDATE', [String(id)]);
    } finally {
      await gate.end();
    }
    await stage.untilSnapshots(3);
    await untilBlocked('WITH results AS');
    await killAndRecover();
    expect((await stage.listCalls()).length).toBe(3);
  });
});
