import { spawnSync } from 'node:child_process';
import { onceInRun, wasDone } from './once-in-run.js';

/** Builds what is out of date, once in a run, before the first test that starts a process from `dist`. */
export function buildOnce(): void {
  onceInRun('build', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`The build failed (${status}):\n${stdout}${stderr}`);
  });
}

/** Whether this run has built what is out of date. */
export function isBuilt(): boolean {
  return wasDone('build');
}
