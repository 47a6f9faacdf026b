import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { administer } from '../connection/administer.js';
import { MIGRATING, shownAddress } from '../connection/connection-config.js';
import { sqlStateOf } from '../connection/error-codes.js';
import { queryRows } from '../connection/statements.js';
import * as errors from '../errors.js';
import { installQueue } from '../queue/queue-boss.js';
import { ensureDatabase, ensureSchema } from './ensure-database.js';

/** The advisory lock that `prisma migrate deploy` takes too. */
const LOCK_KEY = 72_707_369;
const LOCK_WAIT_MS = 120_000;
const LOCK_POLL_MS = 100;
/** SQLSTATEs: `lock_timeout` expired; the statement was cancelled to resolve a deadlock. */
const LOCK_NOT_AVAILABLE = new Set(['55P03', '40P01']);
/** SQLSTATEs of statements that end a transaction or cannot run in one. */
const NOT_IN_TRANSACTION = new Set(['0A000', '25001']);
/** SQLSTATE `invalid_catalog_name`: the database does not exist. */
const NO_SUCH_DATABASE = '3D000';
/** Lets the statements that queued behind a migration run before its next attempt. */
const RETRY_DELAY_MS = 1_500;

export interface MigrateOptions {
  readonly databaseUrl: string;
  /** The directory of the migrations. Defaults to the project's own. */
  readonly migrationsPath?: string;
  /** How often a migration tries to get its locks, for up to 3 s each time. Defaults to 20, a minute and a half. */
  readonly lockTries?: number;
}

/**
 * Applies the pending migrations in order, then updates the queue's tables. Safe to repeat, to run from several processes
 * at once, and to run while older processes serve. A database of a newer release is left unchanged.
 *
 * Each migration and its row in `_prisma_migrations`, as `prisma migrate deploy` writes it, are one transaction.
 * Statements that cannot run in a transaction are rejected (`CREATE INDEX CONCURRENTLY`, `COMMIT`).
 *
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError | MigrationError}
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const { databaseUrl, migrationsPath, lockTries = 20 } = options;
  const migrations = await readMigrations(migrationsPath);
  return administer(databaseUrl, MIGRATING, async (client) => {
    await acquireLock(client);
    await ensureSchema(client, databaseUrl);
    const pending = await findPending(client, migrations, shownAddress(databaseUrl));
    // Makes deadlocks cancel the migration, which retries, and not the serving process. Some roles cannot set this.
    await client.query("SELECT set_config('deadlock_timeout', '100ms', false)").catch(() => undefined);
    for (const migration of pending) await apply(client, migration, lockTries);
    await installQueue(databaseUrl);
    return { applied: pending.map(({ name }) => name) };
  });
}

/** Applies the pending migrations as {@link migrate} does. Creates the database first if it does not exist. */
export async function migrateOrCreate(databaseUrl: string): Promise<{ applied: string[] }> {
  try {
    return await migrate({ databaseUrl });
  } catch (error) {
    const isMissing =
      error instanceof errors.DatabaseUnreachableError && sqlStateOf(error.cause) === NO_SUCH_DATABASE;
    if (!isMissing) throw error;
  }
  await ensureDatabase(databaseUrl);
  return migrate({ databaseUrl });
}

/**
 * Acquires the advisory lock for this session. Polls, because a waiting statement would hold a snapshot and block
 * concurrent index builds.
 */
async function acquireLock(client: pg.Client): Promise<void> {
  const limit = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    const { rows } = await client.query<{ acquired: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS acquired',
      [LOCK_KEY],
    );
    if (rows[0]?.acquired) return;
    if (performance.now() > limit) throw new errors.MigrationsLockedError(LOCK_WAIT_MS);
    await delay(LOCK_POLL_MS);
  }
}

const recordedRow = z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() });

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
    recordedRow,
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished) throw new errors.MigrationUnfinishedError(unfinished.name);
  const recorded = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const pending = migrations.filter(({ name }) => !recorded.has(name));
  const edited = migrations.filter(({ name, checksum }) => (recorded.get(name) ?? checksum) !== checksum);
  if (edited.length > 0) throw new errors.MigrationEditedError(edited.map(({ name }) => name));
  const names = new Set(migrations.map(({ name }) => name));
  const unknown = [...recorded.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0 && pending.length > 0) {
    throw new errors.MigrationsDivergedError(address, unknown);
  }
  return pending;
}

async function apply(client: pg.Client, migration: Migration, tries: number): Promise<void> {
  try {
    await client.query('BEGIN');
    // EXECUTE rejects statements that would end the transaction or cannot run in one.
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
    const isLocked = error instanceof pg.DatabaseError && LOCK_NOT_AVAILABLE.has(error.code ?? '');
    if (!isLocked || tries <= 1) throw toMigrationError(migration, error, isLocked);
    await delay(RETRY_DELAY_MS);
    await apply(client, migration, tries - 1);
  }
}

function toMigrationError({ name }: Migration, cause: unknown, isLocked: boolean): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  // 57P…: the server ended the session. Errors of other classes than DatabaseError come from the connection.
  const interrupted = !(cause instanceof pg.DatabaseError) || cause.code?.startsWith('57P');
  if (interrupted) return new errors.MigrationInterruptedError(name, message, { cause });
  const hint = NOT_IN_TRANSACTION.has(cause.code ?? '') ? '; a migration is one transaction' : '';
  const reason = isLocked
    ? `it could not get a lock: another transaction, such as a backup, holds it (${message})`
    : message + hint;
  return new errors.MigrationFailedError(name, reason, { cause });
}

/** The file `<name>/migration.sql`. */
interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 in hex, as `prisma migrate deploy` records it. */
  readonly checksum: string;
}

/** Reads the migrations in `directory` in the order of their names, which begin with a timestamp. */
async function readMigrations(directory: string = projectMigrations()): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const content = await readFile(join(directory, name, 'migration.sql'));
      const checksum = createHash('sha256').update(content).digest('hex');
      return { name, sql: content.toString('utf8'), checksum };
    }),
  );
}

/** Finds the nearest `prisma/migrations` above this file, which runs from `libs/` or from a bundle in `dist/`. */
function projectMigrations(): string {
  const here = fileURLToPath(import.meta.url);
  for (let directory = dirname(here); ; directory = dirname(directory)) {
    const migrations = join(directory, 'prisma', 'migrations');
    if (existsSync(migrations)) return migrations;
    if (dirname(directory) === directory) {
      throw new Error(
        `No directory above ${here} contains prisma/migrations. Run Headliner from a complete checkout.`,
      );
    }
  }
}
