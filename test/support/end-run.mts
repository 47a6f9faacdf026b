import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** After all tests: ends what this run left running, and what runs left that could not end themselves. */
export default async function endRun(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^headliner-test-(\d+)-/.exec(name)?.[1];
    if (owner && (Number(owner) === process.pid || !isAlive(Number(owner))))
      await clear(join(tmpdir(), name));
  }
}

async function clear(directory: string): Promise<void> {
  const noted = join(directory, 'processes');
  const left = namesIn(noted).map(Number);
  const isOurs = (pid: number): boolean => {
    const began = startedIn(join(noted, String(pid)));
    return began !== undefined && began === workingDirectory(pid);
  };
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    for (const pid of left.filter(isOurs)) process.kill(pid, signal);
    const limit = performance.now() + 5_000;
    while (left.some(isOurs) && performance.now() < limit) await delay(20);
  }
  // Disks that a killed test left mounted (small-disk.ts).
  const disks = namesIn(directory).filter((name) => name.startsWith('disk-'));
  for (const disk of disks) spawnSync('umount', ['-l', join(directory, disk)]);
  rmSync(directory, { recursive: true, force: true });
}

/** Nothing where another run, which ends at the same time, has cleared the directory away. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Undefined where another run, which ends at the same time, has cleared this away. */
function startedIn(note: string): string | undefined {
  try {
    return readFileSync(note, 'utf8');
  } catch {
    return undefined;
  }
}

/** A process is ours only while it works where we had started it: its pid may have gone to another since. */
function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
