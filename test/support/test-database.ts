import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
// Has a hook, which must be there before tests begin: starting the cluster uses it.
import './command.js';
import { runDirectory } from './test-run.js';

export interface TestDatabase {
  /** The address of a database of its own, migrated and empty. */
  readonly url: string;
  /** Ends every session in it and removes it. */
  drop(): Promise<void>;
}

/** A fresh database, cloned from the run's template in a few hundredths of a second; as files, it takes half of the CPU. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return cloneOf(TEMPLATE);
}

/** A fresh database without anything in it, for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return cloneOf('template1');
}

/** What a fresh database is cloned from. */
const TEMPLATE = 'template_headliner';
const clusterNote = z.object({ server: z.string(), simulators: z.string() });

async function cloneOf(template: string): Promise<TestDatabase> {
  const { server } = await runServices();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return {
    url: addressOf(server, name),
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** The addresses of the run's PostgreSQL and of its simulators; the first caller of all workers starts them. */
export async function runServices(): Promise<z.output<typeof clusterNote>> {
  const directory = join(runDirectory(), 'cluster');
  const note = join(directory, 'note.json');
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  if (!existsSync(note)) {
    // Only the file that starts it needs all of the product's data access.
    const { startClusterOnce } = await import('./test-cluster.js');
    await startClusterOnce(directory, note, TEMPLATE);
  }
  return clusterNote.parse(JSON.parse(readFileSync(note, 'utf8')));
}

function addressOf(server: string, database: string): string {
  return Object.assign(new URL(server), { pathname: `/${database}` }).href;
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
