import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { Database, QueueBoss, SnapshotQueue } from '#database';
import { Instance } from '../support/index.js';

const LISTENERS = 5;

let instance: Instance;
const open: { boss: QueueBoss; database: Database }[] = [];

/** Opens the queue on a connection pool of its own, as a process does. */
function openQueue(): SnapshotQueue {
  const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
  const boss = new QueueBoss(database, false);
  open.push({ boss, database });
  return new SnapshotQueue(database, boss);
}

/** Counts the listeners that a tick has claimed. */
async function countQueued(): Promise<number> {
  const rows = await instance.sql('SELECT FROM snapshot_schedule WHERE claimable_at > clock_now()');
  return rows.length;
}

beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => {
  for (const { boss, database } of open) {
    await boss.onModuleDestroy();
    await database.onApplicationShutdown();
  }
  await instance?.close();
});
beforeEach(async () => {
  await instance.deleteAll();
  await instance.sql(
    `INSERT INTO listener (id, spotify_id) SELECT n, 'listener_' || n FROM generate_series(1, ${LISTENERS}) AS n`,
  );
  await instance.sql(
    `INSERT INTO snapshot_schedule (listener_id, due_at, claimable_at)
     SELECT id, clock_now(), clock_now() - interval '1 second' FROM listener
     ON CONFLICT (listener_id) DO UPDATE SET due_at = excluded.due_at, claimable_at = excluded.claimable_at`,
  );
});

describe('enqueueDue()', () => {
  test('queues each overdue listener once when several ticks run at the same time', async () => {
    const queues = [openQueue(), openQueue(), openQueue()];
    const counts = await Promise.all(queues.map((queue) => queue.enqueueDue(2)));
    const rest = await openQueue().enqueueDue(100);
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(LISTENERS);
    expect(await queues[0]?.depth()).toMatchObject({ queued: LISTENERS, active: 0 });
    expect(await countQueued()).toBe(LISTENERS);
    expect(await openQueue().enqueueDue(100)).toBe(0);
  });

  test('leaves listeners due when the queue rejects their jobs', async () => {
    const queue = openQueue();
    await instance.sql('ALTER TABLE pgboss.job ADD CONSTRAINT rejects_all_jobs CHECK (false)');
    try {
      await expect(queue.enqueueDue(100)).rejects.toThrow('rejects_all_jobs');
      expect(await countQueued()).toBe(0);
    } finally {
      await instance.sql('ALTER TABLE pgboss.job DROP CONSTRAINT rejects_all_jobs');
    }
    expect(await queue.enqueueDue(100)).toBe(LISTENERS);
    expect(await queue.depth()).toMatchObject({ queued: LISTENERS });
  });
});
