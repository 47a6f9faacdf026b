import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { Client } from 'pg';
import { createEmptyDatabase } from '../support/index.js';
import { until } from '../support/until.js';

const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** A directory of migrations that a test writes, by name. */
export class MigrationProject {
  readonly migrationsPath: string;

  constructor(migrations: Readonly<Record<string, string>>) {
    this.migrationsPath = mkdtempSync(join(tmpdir(), 'migrations-'));
    undo.push(() => rmSync(this.migrationsPath, { recursive: true }));
    for (const [name, sql] of Object.entries(migrations)) this.write(name, sql);
  }

  write(name: string, sql: string): void {
    mkdirSync(join(this.migrationsPath, name), { recursive: true });
    writeFileSync(join(this.migrationsPath, name, 'migration.sql'), sql);
  }
}

/** Returns the project's own migrations and a later one. */
export function withLaterMigration(sql: string): MigrationProject {
  const project = new MigrationProject({ [LATER]: sql });
  for (const name of OUR_MIGRATIONS) {
    cpSync(join('prisma/migrations', name), join(project.migrationsPath, name), { recursive: true });
  }
  return project;
}
export const LATER = '99990101000000_later';

/** The names of the project's own migrations, in order. */
export const OUR_MIGRATIONS = readdirSync('prisma/migrations')
  .filter((name) => /^\d{14}_/.test(name))
  .toSorted();

/** Creates an empty database and a connection to it; both are removed after the tests of the file. */
export async function openEmptyDatabase(): Promise<{ databaseUrl: string; client: Client }> {
  const { url, drop } = await createEmptyDatabase();
  undo.push(drop);
  return { databaseUrl: url, client: await connect(url) };
}

export async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  undo.push(() => client.end());
  return client;
}

export interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
  readonly rest: unknown;
}

/** Reads `_prisma_migrations` in the order in which the migrations were started. */
export async function recorded(client: Client): Promise<Recorded[]> {
  const { rows } = await client.query<Recorded>(
    `SELECT migration_name, checksum, finished_at > started_at AS finished,
            jsonb_build_array(logs, rolled_back_at, applied_steps_count) AS rest
     FROM _prisma_migrations ORDER BY started_at`,
  );
  return rows;
}

/** Waits until a migration waits for a lock on a table, or until none does. */
export function untilLockIsAwaited(client: Client, awaited = true): Promise<void> {
  const waiting = `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND locktype = 'relation' AND mode = 'AccessExclusiveLock' AND datname = current_database()`;
  return until(
    async () => ((await client.query(waiting)).rowCount !== 0) === awaited,
    awaited ? 'the migration waits for a lock' : 'the migration stops waiting',
  );
}
