import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectory } from './test-run.js';

const LONGEST_WORK_MS = 180_000;

/** Does some work once in a run: the first worker that asks does it, the others wait until it is done. */
export function onceInRun(name: string, work: () => void): void {
  if (wasDone(name)) return;
  if (!takeTurn(name)) {
    waitFor(name);
    return;
  }
  work();
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
    if (performance.now() > limit) throw new Error(`Another worker of this run did not finish: ${name}.`);
    Atomics.wait(pause, 0, 0, 100);
  }
}
