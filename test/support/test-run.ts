import { mkdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The directory of this run of tests (begin-run.mts); it goes when the run ends, with every process noted in it. */
export function runDirectory(): string {
  const directory = process.env['HEADLINER_TEST_RUN'];
  if (!directory) throw new Error('HEADLINER_TEST_RUN is missing: run the tests through jest.config.ts.');
  return directory;
}

/** Has the process ended at the end of the run, should it still be there. */
export function noteProcess(pid: number): void {
  const noted = join(runDirectory(), 'processes');
  mkdirSync(noted, { recursive: true });
  writeFileSync(join(noted, String(pid)), readlinkSync(`/proc/${pid}/cwd`));
}

export function forgetProcess(pid: number): void {
  rmSync(join(runDirectory(), 'processes', String(pid)), { force: true });
}
