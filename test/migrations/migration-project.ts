import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { Client } from 'pg';
import { createEmptyDatabase } from '../support/index.js';

const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** Migrations of a test's own, by name. */
export class MigrationProject {
  readonly schemaPath = 'prisma/schema.prisma';
  readonly migrationsPath: string;

  constructor(migrations: Readonly<Record<string, string>>) {
    this.migrationsPath = mkdtempSync(join(tmpdir(), 'migrations-'));
    undo.push(() => rmSync(this.migrationsPath, { recursive: true }));
    cpSync('prisma/migrations/migration_lock.toml', join(this.migrationsPath, 'migration_lock.toml'));
    for (const [name, sql] of Object.entries(migrations)) this.write(name, sql);
  }

  write(name: string, sql: string): void {
    mkdirSync(join(this.migrationsPath, name), { recursive: true });
    writeFileSync(join(this.migrationsPath, name, 'migration.sql'), sql);
  }
}

/** The project's own migrations, in order. */
export const OUR_MIGRATIONS = readdirSync('prisma/migrations')
  .filter((name) => /^\d{14}_/.test(name))
  .toSorted();

/** An empty database and a connection to it; both go when the file's tests have run. */
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
  readonly rolled_back: boolean;
}

/** What the database says of its migrations, in the order in which they were begun. */
export async function recorded(client: Client): Promise<Recorded[]> {
  const { rows } = await client.query<Recorded>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back
     FROM _prisma_migrations ORDER BY started_at`,
  );
  return rows;
}
