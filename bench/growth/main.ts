import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, printTables, thisMachine } from '../stage/tables.js';
import { formatTables, updateSections, writeFormatted } from '../whole/report.js';
import { DUE_FOR_PROCESSES, measureProcesses } from './processes.js';
import { growthDrawings } from './drawings.js';
import { type Growth, growthSchema } from './figures.js';
import { growthTables } from './report.js';
import { measureRequests, measureWorkers, openDatabase, type SizedDatabase, SIZES } from './sizes.js';
import { measureYears } from './years.js';

const { values: options } = parseArgs({
  options: {
    /** Saves the figures, draws them, and updates the tables in docs/operating/scaling.md. */
    write: { type: 'boolean', default: false },
    /** Measures nothing; draws the saved figures, and updates the tables from them. */
    docs: { type: 'boolean', default: false },
  },
});
const results = resolve(import.meta.dirname, '../results/growth');
const latest = join(results, 'latest.json');

const growth = options.docs ? growthSchema.parse(JSON.parse(readFileSync(latest, 'utf8'))) : await measure();
if (options.write || options.docs) save(growth);
else printTables(...growthTables(growth));

/** @throws if a response or a snapshot is wrong */
async function measure(): Promise<Growth> {
  const startedAt = performance.now();
  const minutes = (): number => (performance.now() - startedAt) / 60_000;
  const log = (what: string): boolean => process.stderr.write(`${what}: ${minutes().toFixed(1)} min\n`);
  const years = await measureYears();
  log('years');
  const opened: SizedDatabase[] = [];
  try {
    for (const listeners of SIZES)
      opened.push(await openDatabase(listeners, listeners === 1_000 ? DUE_FOR_PROCESSES : undefined));
    log('databases');
    const asked = await measureRequests(opened);
    log('requests');
    const shared = opened.find(({ listeners }) => listeners === 1_000);
    if (!shared) throw new Error('SIZES must include 1,000.');
    const processes = await measureProcesses(shared);
    log('processes');
    const recorded = await measureWorkers(opened);
    log('workers');
    const sizes = opened.flatMap(({ listeners }, index) => {
      const [requests, workers] = [asked[index], recorded[index]];
      return requests && workers ? [{ listeners, ...requests, ...workers }] : [];
    });
    return { machine: thisMachine(), sizes, years, processes };
  } finally {
    for (const { stage } of opened) await stage.close();
  }
}

function save(figures: Growth): void {
  mkdirSync(results, { recursive: true });
  writeFormatted(latest, JSON.stringify(figures));
  for (const [name, text] of growthDrawings(figures)) writeFileSync(join(results, name), text);
  const [sizes, years, processes] = growthTables(figures);
  updateSections(resolve(import.meta.dirname, '../../docs/operating/scaling.md'), [
    ['growth machine', describeMachine(figures.machine).split('\n')[0] ?? ''],
    ['growth of listeners', formatTables([sizes])],
    ['growth of years', formatTables([years])],
    ['growth of processes', formatTables([processes])],
  ]);
}
