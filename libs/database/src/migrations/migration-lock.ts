import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { administer } from '../connection/administer.js';
import { MIGRATING } from '../connection/connection-config.js';
import { MigrationsLockedError } from './migrations-locked.error.js';

/** "headline" in ASCII: the advisory lock of whoever migrates. */
const LOCK_KEY = '7522525836535754341';
/** The one that Prisma's engine takes itself, on the connection that runs the migrations. */
const ENGINE_LOCK_KEY = '72707369';
const WAIT_MS = 120_000;
const POLL_MS = 100;

/**
 * Runs `work` while no other process migrates this database. The lock is the session's, on a connection of its own;
 * if this process dies, PostgreSQL releases it. It is asked for again and again rather than waited for, because a
 * statement that waits would in its turn block an index being built concurrently.
 *
 * @throws {MigrationsLockedError} when another holds it for two minutes.
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError}
 */
export function whileLocked<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return administer(databaseUrl, MIGRATING, async (client) => {
    await lock(client);
    return work(client);
  });
}

/**
 * Takes our lock; then waits until the engine's is free. It is not while the server still runs the statement of a
 * migrator that was killed, or while `prisma migrate deploy` is at work.
 */
async function lock(client: pg.Client): Promise<void> {
  const limit = performance.now() + WAIT_MS;
  for (const key of [LOCK_KEY, ENGINE_LOCK_KEY]) {
    while (!(await tryLock(client, key))) {
      if (performance.now() > limit) throw new MigrationsLockedError(WAIT_MS);
      await delay(POLL_MS);
    }
  }
  await client.query('SELECT pg_advisory_unlock($1)', [ENGINE_LOCK_KEY]);
}

async function tryLock(client: pg.Client, key: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [key]);
  return rows[0]?.held ?? false;
}
