import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { ArtistLinkQueue, Database, QueueBoss, type SnapshotJobData, SnapshotQueue } from '#database';
import { createTestDatabase, type TestDatabase } from '../support/index.js';
import { until } from '../support/until.js';

let database: TestDatabase;
const open: { boss: QueueBoss; connection: Database }[] = [];

/** Opens the queues on a connection pool of their own, as a process does. */
function openQueues(): { snapshots: SnapshotQueue; artistLinks: ArtistLinkQueue } {
  const connection = new Database(new Pool({ connectionString: database.url, max: 4 }));
  const boss = new QueueBoss(connection, true);
  open.push({ boss, connection });
  return { snapshots: new SnapshotQueue(connection, boss), artistLinks: new ArtistLinkQueue(boss) };
}

function openQueue(): SnapshotQueue {
  return openQueues().snapshots;
}

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const { boss, connection } of open.splice(0)) {
    await boss.onModuleDestroy();
    await connection.pool.query('TRUNCATE pgboss.job');
    await connection.onApplicationShutdown();
  }
});
afterAll(() => database.drop());

describe('SnapshotQueue', () => {
  test('holds one job per listener when two processes queue the listener several times', async () => {
    const [one, other] = [openQueue(), openQueue()];
    await Promise.all([one.enqueue([1, 2, 3]), other.enqueue([3, 2, 1]), one.enqueue([2])]);
    expect(await other.depth()).toEqual({ queued: 3, active: 0, oldestSeconds: expect.any(Number) });
    expect(await one.isPending(2)).toBe(true);
    expect(await one.isPending(4)).toBe(false);
  });

  test('runs every job once, urgent jobs first, and accepts a listener again after their job', async () => {
    const queue = openQueue();
    await queue.enqueue([1, 2, 3]);
    await queue.enqueue([4], { urgent: true });
    const done: SnapshotJobData[] = [];
    await queue.work(async (data) => void done.push(data), 1);
    await until(() => done.length === 4, 'four jobs are done');
    expect(done).toEqual([
      { listenerId: 4, urgent: true },
      ...[1, 2, 3].map((listenerId) => ({ listenerId, urgent: false })),
    ]);
    await until(async () => !(await queue.isPending(3)), 'the third job leaves the queue');
    await queue.enqueue([3]);
    await until(() => done.length === 5, 'the fifth job is done');
  });

  test('does not queue a listener whose job is running', async () => {
    const queue = openQueue();
    const finish = Promise.withResolvers<void>();
    let begun = 0;
    await queue.work(() => {
      begun += 1;
      return finish.promise;
    }, 4);
    await queue.enqueue([1]);
    await until(() => begun === 1, 'the first job begins');
    await queue.enqueue([1, 2]);
    await until(() => begun === 2, 'the second job begins');
    expect(await queue.depth()).toEqual({ queued: 0, active: 2, oldestSeconds: 0 });
    finish.resolve();
    await until(async () => (await queue.depth()).active === 0, 'both jobs end');
    expect(begun).toBe(2);
  });

  test('retries a failed job', async () => {
    const queue = openQueue();
    let tries = 0;
    await queue.work(async () => {
      tries += 1;
      if (tries < 3) throw new Error('the database is unavailable');
    }, 1);
    await queue.enqueue([1]);
    await until(async () => tries === 3 && !(await queue.isPending(1)), 'the third try succeeds');
  });

  test('works through a backlog without waiting between jobs', async () => {
    const queue = openQueue();
    await queue.enqueue(Array.from({ length: 400 }, (_, index) => index + 1));
    let done = 0;
    await queue.work(async () => void (done += 1), 4);
    // Four workers that paused for a second after each job would take 100 s.
    await until(() => done === 400, '400 jobs are done', 50_000);
  });

  test('on shutdown aborts the signal of the running job, waits for it and starts no other', async () => {
    const queue = openQueue();
    const begun: number[] = [];
    let finished = false;
    await queue.work(async ({ listenerId }, stopping) => {
      begun.push(listenerId);
      await new Promise<void>((resolve) => stopping.addEventListener('abort', () => resolve()));
      await delay(200);
      finished = true;
    }, 1);
    await queue.enqueue([1, 2]);
    await until(() => begun.length === 1, 'the first job begins');
    await open[0]?.boss.onModuleDestroy();
    expect(finished).toBe(true);
    expect(begun).toEqual([1]);
    const result = await open[0]?.connection.pool.query(
      `SELECT state, count(*)::int FROM pgboss.job GROUP BY state ORDER BY state`,
    );
    expect(result?.rows).toEqual([
      { state: 'created', count: 1 },
      { state: 'completed', count: 1 },
    ]);
  });

  test('deletes the jobs of one listener only', async () => {
    const queue = openQueue();
    await queue.enqueue([1, 2]);
    await queue.deleteJobs(1);
    expect([await queue.isPending(1), await queue.isPending(2)]).toEqual([false, true]);
  });
});

describe('ArtistLinkQueue', () => {
  test('runs one job of a listener at a time, which can queue the next one', async () => {
    const { artistLinks } = openQueues();
    const begun: number[] = [];
    let active = 0;
    await artistLinks.enqueue([1, 1]);
    await artistLinks.work(async (listenerId) => {
      active += 1;
      begun.push(listenerId);
      expect(active).toBe(1);
      if (begun.length < 3) await artistLinks.enqueue([1]);
      active -= 1;
    });
    await until(() => begun.length === 3, 'three jobs run one after another');
    await artistLinks.enqueue([2]);
    await until(() => begun.length === 4, 'the job of another listener runs');
    expect(begun).toEqual([1, 1, 1, 2]);
  });

  test('does not start a job before its time, and loses the jobs of a deleted listener', async () => {
    const { artistLinks, snapshots } = openQueues();
    const begun: number[] = [];
    await artistLinks.enqueue([1], { afterSeconds: 3_600 });
    await artistLinks.enqueue([1, 2]);
    await artistLinks.work(async (listenerId) => void begun.push(listenerId));
    await until(() => begun.length === 1, 'the job without a delay runs');
    expect(begun).toEqual([2]);
    await snapshots.deleteJobs(1);
    const left = await open[0]?.connection.pool.query("SELECT FROM pgboss.job WHERE singleton_key = '1'");
    expect(left?.rowCount).toBe(0);
  });
});
