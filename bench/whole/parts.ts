import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { TABLES_FILE } from '../stage/deliver.js';
import { type Table, tableSchema } from '../stage/table.js';

/** The parts of the benchmark, in the order in which they run. */
export const PARTS = ['worker', 'charts', 'cold', 'peers'] as const;
export type PartName = (typeof PARTS)[number];

/**
 * Runs one part in a process of its own, so that none leaves anything to the next.
 *
 * @throws when it failed, as it does when an answer was wrong
 */
export async function runPart(name: PartName): Promise<{ tables: Table[]; seconds: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'headliner-bench-part-'));
  const file = join(directory, 'tables.json');
  const program = new URL(`../${name}/main.ts`, import.meta.url).pathname;
  const began = performance.now();
  try {
    const child = spawn(process.execPath, [...process.execArgv, program, TABLES_FILE + file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`Nothing is reported: the part "${name}" failed.`);
    const tables = z.array(tableSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
    return { tables, seconds: (performance.now() - began) / 1_000 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
