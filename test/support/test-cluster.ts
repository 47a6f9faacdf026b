import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { ensureDatabase, migrate } from '#database';
import {
  DirectoryInUseError,
  lockDirectory,
  startPostgres,
  type DirectoryLock,
} from '../../apps/standalone/src/postgres/index.js';
import { fromSource, startInBackground } from './background-process.js';
import { freePort } from './free-port.js';
import { noteProcess } from './test-run.js';

/** How long to wait for another worker that starts them. */
const LONGEST_START_MS = 120_000;

/** Starts the run's PostgreSQL, with a migrated template, and its simulators, unless another worker has; notes their addresses. */
export async function startClusterOnce(directory: string, note: string, template: string): Promise<void> {
  const lock = await waitForLock(directory);
  try {
    if (existsSync(note)) return;
    const [server, simulators] = await Promise.all([
      startServer(directory, template),
      startSimulators(directory),
    ]);
    writeFileSync(`${note}.new`, JSON.stringify({ server, simulators }));
    renameSync(`${note}.new`, note);
  } finally {
    lock.release();
  }
}

async function waitForLock(directory: string): Promise<DirectoryLock> {
  const limit = performance.now() + LONGEST_START_MS;
  for (;;) {
    try {
      return lockDirectory(directory);
    } catch (error) {
      if (!(error instanceof DirectoryInUseError) || performance.now() > limit) throw error;
      await delay(50);
    }
  }
}

async function startServer(directory: string, template: string): Promise<string> {
  const postgres = await startPostgres({ directory, port: await freePort(), durable: false });
  noteProcess(postgres.pid);
  // Others of this run use it too; end-run.mts ends it.
  postgres.unref();
  await useOneScramIteration(postgres.url('postgres'));
  const databaseUrl = postgres.url(template);
  await ensureDatabase(databaseUrl);
  await migrate({ databaseUrl });
  return postgres.url('postgres');
}

/** The default is 4,096 iterations of a hash for each connection. One saves 3.6 ms of CPU, and a run connects 2,000 times. */
async function useOneScramIteration(connectionString: string): Promise<void> {
  const { username, password } = new URL(connectionString);
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('SET scram_iterations = 1');
  await client.query(`ALTER ROLE ${username} PASSWORD '${decodeURIComponent(password)}'`);
  await client.end();
}

async function startSimulators(directory: string): Promise<string> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const program = fromSource('test/support/simulators.process.ts');
  await startInBackground(program, url, join(directory, 'simulators.log'), { PORT: port });
  return url;
}
