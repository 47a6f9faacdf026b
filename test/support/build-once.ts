import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectory } from './test-run.js';

const LONGEST_BUILD_MS = 180_000;

/** Builds what is out of date, once in a run, before the first test that starts a process from `dist`. */
export function buildOnce(): void {
  if (isBuilt()) return;
  const built = builtMark();
  if (!takeTurn()) {
    waitFor(built);
    return;
  }
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed (${status}):\n${stdout}${stderr}`);
  writeFileSync(built, '');
}

/** Whether this run has built what is out of date. */
export function isBuilt(): boolean {
  return existsSync(builtMark());
}

/** The file that exists once this run has built. */
function builtMark(): string {
  return join(runDirectory(), 'built');
}

/** Whether this worker is the one that builds. */
function takeTurn(): boolean {
  try {
    mkdirSync(join(runDirectory(), 'building'));
    return true;
  } catch {
    return false;
  }
}

function waitFor(file: string): void {
  const limit = performance.now() + LONGEST_BUILD_MS;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(file)) {
    if (performance.now() > limit) throw new Error('Another worker of this run did not finish the build.');
    Atomics.wait(pause, 0, 0, 100);
  }
}
