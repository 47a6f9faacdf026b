import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { ensureDatabase, migrate } from '../../libs/database/src/index.js';
import { printTables, type Table } from '../stage/tables.js';
import { formatTables, updateSections } from '../whole/report.js';
import { compareWithPostgres } from './agreement.js';
import { checkDistribution } from './distribution.js';
import { simulationDrawings, simulationTables } from './report.js';
import { runPlace } from './runs.js';

/** `--write` puts the tables into docs/operating/scaling.md. They do not depend on the machine. */
const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const results = resolve(import.meta.dirname, '../results/simulation');

const { compared, distribution } = await checkDatabase();
process.stderr.write(`PostgreSQL and the simulation gave ${compared} calls the same permits.\n`);
const places = (['one', 'world'] as const).map(runPlace);
mkdirSync(results, { recursive: true });
for (const [name, text] of simulationDrawings(places)) writeFileSync(join(results, name), text);
const tables = simulationTables(places);
if (options.write) {
  updateSections(resolve(import.meta.dirname, '../../docs/operating/scaling.md'), [
    ['simulation', formatTables(tables)],
    ['distribution', formatTables([distribution])],
  ]);
} else printTables(...tables, distribution);

/** Compares the rate limiter's rules with PostgreSQL's, and partitions the tables there. */
async function checkDatabase(): Promise<{ compared: number; distribution: Table }> {
  const directory = mkdtempSync(join(tmpdir(), 'headliner-bench-'));
  const postgres = await startPostgres({ directory, port: 0, durable: false });
  try {
    const databaseUrl = postgres.url('headliner');
    await ensureDatabase(databaseUrl);
    await migrate({ databaseUrl });
    const table = await checkDistribution(databaseUrl);
    return { compared: await compareWithPostgres(databaseUrl), distribution: table };
  } finally {
    await postgres.stop();
    rmSync(postgres.location, { recursive: true, force: true });
    rmSync(directory, { recursive: true, force: true });
  }
}
