import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { untilAnswers } from './our-process.js';
import { noteProcess, runDirectory } from './test-run.js';

/**
 * Starts a process from a TypeScript file of this directory, without a build, and waits until it answers at `url`. It
 * outlives the test file and ends with the run (end-run.mts).
 */
export async function runFromSource(
  file: string,
  url: string,
  log: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const output = openSync(log, 'a');
  const source = ['--conditions=source', '--import', resolve('scripts/from-source.ts')];
  const child = spawn('node', [...source, resolve('test/support', file)], {
    cwd: runDirectory(),
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started.`);
  noteProcess(pid);
  child.unref();
  const end = (): string | undefined => (child.exitCode === null ? undefined : `ended (${child.exitCode})`);
  await untilAnswers(url, end, () => readFileSync(log, 'utf8'));
  return pid;
}
