import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import { ensureDatabase, migrate } from '#database';
import {
  DirectoryInUseError,
  lockDirectory,
  startPostgres,
  type DirectoryLock,
} from '../../apps/standalone/src/postgres/index.js';
import { noteProcess, runDirectory } from './test-run.js';

export interface TestDatabase {
  /** The address of a database of its own, migrated and empty. */
  readonly url: string;
  /** Ends every session in it and removes it. */
  drop(): Promise<void>;
}

/** A fresh database, cloned from the run's template in a few hundredths of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return cloneOf(TEMPLATE);
}

/** A fresh database without anything in it, for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return cloneOf('template1');
}

const TEMPLATE = 'template_headliner';
const clusterNote = z.object({ server: z.string() });

async function cloneOf(template: string): Promise<TestDatabase> {
  const server = await runningServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: addressOf(server, name),
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** The address of the run's PostgreSQL; the first that asks, of all workers of the run, starts it. */
async function runningServer(): Promise<string> {
  const directory = join(runDirectory(), 'cluster');
  const note = join(directory, 'note.json');
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  if (!existsSync(note)) {
    const lock = await waitForLock(directory);
    try {
      if (!existsSync(note)) writeFileSync(note, JSON.stringify({ server: await startServer(directory) }));
    } finally {
      lock.release();
    }
  }
  return clusterNote.parse(JSON.parse(readFileSync(note, 'utf8'))).server;
}

async function waitForLock(directory: string): Promise<DirectoryLock> {
  for (;;) {
    try {
      return lockDirectory(directory);
    } catch (error) {
      if (!(error instanceof DirectoryInUseError)) throw error;
      await delay(50);
    }
  }
}

async function startServer(directory: string): Promise<string> {
  const postgres = await startPostgres({ directory, port: 0, durable: false });
  noteProcess(postgres.pid);
  // Others of this run use it too; end-run.mts ends it.
  postgres.unref();
  const template = { databaseUrl: postgres.url(TEMPLATE) };
  await ensureDatabase(template);
  await migrate(template);
  return postgres.url('postgres');
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
