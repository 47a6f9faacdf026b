import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../apps/standalone/src/postgres/index.js';

/** Does `work` on a PostgreSQL of its own, of which nothing is left afterwards. */
export async function withPostgres<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'headliner-'));
  try {
    const postgres = await startPostgres({ directory, port: 0, durable: false });
    try {
      return await work(postgres.url('postgres'));
    } finally {
      await postgres.stop();
      rmSync(postgres.location, { recursive: true, force: true });
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
