import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Table, TABLES_FILE, tableSchema, thisMachine } from '../stage/tables.js';
import {
  formatReport,
  loadReport,
  type PartName,
  PARTS,
  type Report,
  saveReport,
  updateDocs,
} from './report.js';

const { values: options } = parseArgs({
  options: {
    /** Saves the report, and updates the tables in README.md, bench/README.md and docs/operating/scaling.md. */
    write: { type: 'boolean', default: false },
    /** Measures nothing; updates the tables from the latest saved report. */
    docs: { type: 'boolean', default: false },
  },
});

if (options.docs) updateDocs(loadReport());
else {
  const report = await measure();
  process.stdout.write(formatReport(report));
  if (options.write) {
    saveReport(report);
    updateDocs(report);
  }
}

/** @throws if a part fails; then nothing is written */
async function measure(): Promise<Report> {
  const parts: Report['parts'] = [];
  for (const name of PARTS) {
    const { tables, seconds } = await runPart(name);
    parts.push({ name, seconds, tables });
    process.stderr.write(`${name}: ${Math.round(seconds)} s\n`);
  }
  return { machine: thisMachine(), parts };
}

/**
 * Runs one part in its own process, so that parts do not affect each other.
 *
 * @throws if the part fails, for example because of a wrong response
 */
async function runPart(name: PartName): Promise<{ tables: Table[]; seconds: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'headliner-bench-part-'));
  const file = join(directory, 'tables.json');
  const program = new URL(`../${name}/main.ts`, import.meta.url).pathname;
  const startedAt = performance.now();
  try {
    const child = spawn(process.execPath, [...process.execArgv, program, TABLES_FILE + file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`No report: the part "${name}" failed.`);
    const tables = z.array(tableSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
    return { tables, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
