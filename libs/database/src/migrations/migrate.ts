import type { MigrationList } from '@prisma/schema-engine-wasm';
import { installQueue } from '../queue/install-queue.js';
import { projectMigrations, readMigrations, type MigrationSource } from './migration-files.js';
import { whileLocked } from './migration-lock.js';
import { MigrationRun } from './migration-run.js';
import { prepareSchema } from './prepare-schema.js';

export interface MigrateOptions {
  readonly databaseUrl: string;
  /** By default the project's own. */
  readonly source?: MigrationSource;
  /** How often locks are asked for, up to 3 s each time, before it gives up; by default for a minute and a half. */
  readonly lockTries?: number;
}

/**
 * Applies the migrations that this database has not yet, in order, with Prisma's own engine: the table
 * `_prisma_migrations` and its checksums are those of `prisma migrate deploy`. Safe to repeat, by several processes
 * at once, and while older processes serve: a migration that cannot get a lock within 3 s lets go and tries again.
 * Afterwards the queue's own tables are brought up to date.
 *
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError | MigrationsLockedError | MigrationEditedError}
 * @throws {MigrationFailedError | MigrationInterruptedError}
 */
export async function migrate({
  databaseUrl,
  source,
  lockTries = 20,
}: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(source ?? projectMigrations());
  return whileLocked(databaseUrl, async (client) => {
    await prepareSchema(client, databaseUrl);
    const applied = await applyPending(databaseUrl, migrations, lockTries);
    await installQueue(databaseUrl);
    return { applied };
  });
}

async function applyPending(
  databaseUrl: string,
  migrations: MigrationList,
  lockTries: number,
): Promise<string[]> {
  const run = await MigrationRun.open(databaseUrl, migrations);
  try {
    return await run.applyPending(lockTries);
  } finally {
    await run.close();
  }
}
