import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { administer } from '../connection/administer.js';
import { MIGRATING, shownAddress } from '../connection/connection-config.js';
import { queryRows } from '../connection/query-rows.js';
import * as errors from '../errors.js';
import { installQueue } from '../queue/queue-boss.js';
import { type Migration, readMigrations } from './migration-files.js';
import { prepareSchema } from './prepare-schema.js';

/** The advisory lock that `prisma migrate deploy` takes too. */
const LOCK_KEY = 72_707_369;
const LOCK_WAIT_MS = 120_000;
const LOCK_POLL_MS = 100;
/** SQLSTATEs: a statement waited longer than `lock_timeout`; it was chosen to resolve a deadlock. */
const LOCK_NOT_AVAILABLE = new Set(['55P03', '40P01']);
/** SQLSTATEs of statements that end a transaction or cannot run in one. */
const NOT_IN_TRANSACTION = new Set(['0A000', '25001']);
/** Lets the statements that queued behind a migration run before it tries again. */
const RETRY_DELAY_MS = 1_500;

export interface MigrateOptions {
  readonly databaseUrl: string;
  /** The directory of the migrations; by default the project's own. */
  readonly migrationsPath?: string;
  /** How often a migration asks for its locks, up to 3 s each time; by default for a minute and a half. */
  readonly lockTries?: number;
}

/**
 * Applies the pending migrations in order, then updates the queue's tables. Can be repeated, by several processes at
 * once and while older processes serve. A migration runs in one transaction together with its row in
 * `_prisma_migrations`, which is that of `prisma migrate deploy`: whenever it ends, it was applied and recorded, or
 * neither. Statements that cannot run in a transaction are refused (`CREATE INDEX CONCURRENTLY`, `COMMIT`).
 *
 * A database that is ahead, with migrations of a newer release, has nothing pending and is left as it is.
 *
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError} and the errors of `errors.ts`
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const { databaseUrl, migrationsPath, lockTries = 20 } = options;
  const migrations = await readMigrations(migrationsPath);
  return administer(databaseUrl, MIGRATING, async (client) => {
    await lock(client);
    await prepareSchema(client, databaseUrl);
    const pending = await findPending(client, migrations, shownAddress(databaseUrl));
    // Deadlocks end the migration, which starts over, rather than a process that serves. Some roles may not set this.
    await client.query("SELECT set_config('deadlock_timeout', '100ms', false)").catch(() => undefined);
    for (const migration of pending) await apply(client, migration, lockTries);
    await installQueue(databaseUrl);
    return { applied: pending.map(({ name }) => name) };
  });
}

/**
 * Takes the lock of this session. If this process is killed, the server keeps it until the statement under way ends. It
 * polls, because a statement that waits holds a snapshot, which would block an index that is being built concurrently.
 */
async function lock(client: pg.Client): Promise<void> {
  const limit = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
      LOCK_KEY,
    ]);
    if (rows[0]?.held) return;
    if (performance.now() > limit) throw new errors.MigrationsLockedError(LOCK_WAIT_MS);
    await delay(LOCK_POLL_MS);
  }
}

const recordedMigration = z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() });

async function findPending(
  client: pg.Client,
  migrations: readonly Migration[],
  address: string,
): Promise<Migration[]> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS _prisma_migrations (
       id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
       migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
       started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`,
  );
  const rows = await queryRows(
    client,
    recordedMigration,
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished) throw new errors.MigrationUnfinishedError(unfinished.name);
  const recorded = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const pending = migrations.filter(({ name }) => !recorded.has(name));
  const edited = migrations.filter(({ name, checksum }) => (recorded.get(name) ?? checksum) !== checksum);
  if (edited.length > 0) throw new errors.MigrationEditedError(edited.map(({ name }) => name));
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...recorded.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0 && pending.length > 0) {
    throw new errors.MigrationsDivergedError(address, unknown);
  }
  return pending;
}

async function apply(client: pg.Client, migration: Migration, tries: number): Promise<void> {
  try {
    await client.query('BEGIN');
    // PostgreSQL refuses within EXECUTE whatever would end the transaction or cannot run in one.
    const body = `BEGIN EXECUTE ${pg.escapeLiteral(migration.sql)}; END`;
    await client.query(`DO ${pg.escapeLiteral(body)}`);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const waited = error instanceof pg.DatabaseError && LOCK_NOT_AVAILABLE.has(error.code ?? '');
    if (!waited || tries <= 1) throw failureOf(migration, error, waited);
    await delay(RETRY_DELAY_MS);
    await apply(client, migration, tries - 1);
  }
}

function failureOf({ name }: Migration, cause: unknown, waited: boolean): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  // Class 57P: the server ends the session. An error that is not PostgreSQL's comes from the connection.
  const interrupted = !(cause instanceof pg.DatabaseError) || cause.code?.startsWith('57P');
  if (interrupted) return new errors.MigrationInterruptedError(name, message, { cause });
  const hint = NOT_IN_TRANSACTION.has(cause.code ?? '') ? '; a migration is one transaction' : '';
  const reason = waited
    ? `it waited in vain for a lock: another transaction, such as a backup, holds on to what it changes (${message})`
    : message + hint;
  return new errors.MigrationFailedError(name, reason, { cause });
}
