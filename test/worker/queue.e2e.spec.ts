import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { Database, type SnapshotOrder, SnapshotQueue } from '#database';
import { createTestDatabase, type TestDatabase } from '../support/index.js';

let database: TestDatabase;
const open: { queue: SnapshotQueue; connection: Database }[] = [];

/** The queue as one process sees it. */
function openQueue(): SnapshotQueue {
  const connection = new Database(new Pool({ connectionString: database.url, max: 4 }));
  const queue = new SnapshotQueue(connection);
  open.push({ queue, connection });
  return queue;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const { queue, connection } of open.splice(0)) {
    await queue.stop();
    await queue.onApplicationShutdown();
    await connection.pool.query('TRUNCATE pgboss.job');
    await connection.onApplicationShutdown();
  }
});
afterAll(() => database.drop());

describe('the queue of listeners', () => {
  test('takes a listener once, however often and by whomever they are queued', async () => {
    const [one, other] = [openQueue(), openQueue()];
    await Promise.all([one.enqueue([1, 2, 3]), other.enqueue([3, 2, 1]), one.enqueue([2])]);
    expect(await other.depth()).toEqual({ queued: 3, active: 0, oldestSeconds: expect.any(Number) });
    expect(await one.isPending(2)).toBe(true);
    expect(await one.isPending(4)).toBe(false);
  });

  test('does every job once, the urgent one first, and lets a listener in again afterwards', async () => {
    const queue = openQueue();
    await queue.enqueue([1, 2, 3]);
    await queue.enqueue([4], { urgent: true });
    const done: SnapshotOrder[] = [];
    queue.work(async (order) => void done.push(order), 1);
    await until(() => done.length === 4);
    expect(done).toEqual([
      { listenerId: 4, urgent: true },
      ...[1, 2, 3].map((listenerId) => ({ listenerId, urgent: false })),
    ]);
    await until(async () => !(await queue.isPending(3)));
    await queue.enqueue([3]);
    await until(() => done.length === 5);
  });

  test('keeps a listener out who is being worked on', async () => {
    const queue = openQueue();
    const finish = Promise.withResolvers<void>();
    let begun = 0;
    queue.work(() => {
      begun += 1;
      return finish.promise;
    }, 4);
    await queue.enqueue([1]);
    await until(() => begun === 1);
    await queue.enqueue([1, 2]);
    await until(() => begun === 2);
    expect(await queue.depth()).toEqual({ queued: 0, active: 2, oldestSeconds: 0 });
    finish.resolve();
    await until(async () => (await queue.depth()).active === 0);
    expect(begun).toBe(2);
  });

  test('does a job again that failed', async () => {
    const queue = openQueue();
    let tries = 0;
    queue.work(async () => {
      tries += 1;
      if (tries < 3) throw new Error('the database is away');
    }, 1);
    await queue.enqueue([1]);
    await until(async () => tries === 3 && !(await queue.isPending(1)));
  });

  test('stops: nothing new is taken, work in hand is told to end and awaited', async () => {
    const queue = openQueue();
    const begun: number[] = [];
    let told = false;
    queue.work(async ({ listenerId }, stopping) => {
      begun.push(listenerId);
      await new Promise<void>((resolve) => stopping.addEventListener('abort', () => resolve()));
      told = true;
      await delay(200);
    }, 1);
    await queue.enqueue([1, 2]);
    await until(() => begun.length === 1);
    await queue.stop();
    expect(told).toBe(true);
    expect(begun).toEqual([1]);
    expect(await queue.depth()).toMatchObject({ queued: 1, active: 0 });
  });

  test('forgets a listener', async () => {
    const queue = openQueue();
    await queue.enqueue([1, 2]);
    await queue.forget(1);
    expect([await queue.isPending(1), await queue.isPending(2)]).toEqual([false, true]);
  });
});
