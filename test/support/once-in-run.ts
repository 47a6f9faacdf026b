import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectory } from './test-run.js';

/** Longer than a build, which other work may begin with. */
const LONGEST_WORK_MS = 240_000;

/**
 * Does some work once in a run: the first worker that asks does it, the others wait until it is done.
 *
 * @throws {Error} the work failed, for every worker that asks
 */
export function onceInRun(name: string, work: () => void): void {
  if (wasDone(name)) return;
  if (!takeTurn(name)) {
    waitFor(name);
    return;
  }
  try {
    work();
  } catch (error) {
    writeFileSync(failedMark(name), String(error));
    throw error;
  }
  writeFileSync(doneMark(name), '');
}

/** Whether {@link onceInRun} has done this work in this run. */
export function wasDone(name: string): boolean {
  return existsSync(doneMark(name));
}

/** The file that exists once the work is done. */
function doneMark(name: string): string {
  return join(runDirectory(), `${name}.done`);
}

/** The file that says why the work failed. */
function failedMark(name: string): string {
  return join(runDirectory(), `${name}.failed`);
}

/** Whether this worker is the one that does it. */
function takeTurn(name: string): boolean {
  try {
    mkdirSync(join(runDirectory(), `${name}.begun`));
    return true;
  } catch {
    return false;
  }
}

function waitFor(name: string): void {
  const limit = performance.now() + LONGEST_WORK_MS;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (!wasDone(name)) {
    if (existsSync(failedMark(name))) throw new Error(readFileSync(failedMark(name), 'utf8'));
    if (performance.now() > limit) throw new Error(`Another worker of this run did not finish: ${name}.`);
    Atomics.wait(pause, 0, 0, 100);
  }
}
