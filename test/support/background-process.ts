import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { untilAnswers } from './our-process.js';
import { noteProcess, runDirectory } from './test-run.js';

/** The arguments with which Node runs a TypeScript file of the project without a build. */
export function fromSource(file: string): readonly string[] {
  return ['--conditions=source', '--import', resolve('scripts/from-source.ts'), resolve(file)];
}

/**
 * Starts Node with these arguments, and waits until it answers at `url`. The process outlives the test file and ends with
 * the run (end-run.mts).
 */
export async function startInBackground(
  args: readonly string[],
  url: string,
  log: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const output = openSync(log, 'a');
  const child = spawn('node', args, {
    cwd: runDirectory(),
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(runDirectory(), 'compiled'), ...environment },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`node ${args.join(' ')} could not be started.`);
  noteProcess(pid);
  child.unref();
  const end = (): string | undefined => (child.exitCode === null ? undefined : `ended (${child.exitCode})`);
  await untilAnswers(url, end, () => readFileSync(log, 'utf8'));
  return pid;
}
