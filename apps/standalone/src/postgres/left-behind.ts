import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ExplainedError } from '#runtime';

/**
 * Stops the PostgreSQL that a killed process left running in `cluster`, by the pid that PostgreSQL itself noted there.
 * To be called by the holder of the directory's lock only. A note without a pid, or whose pid now belongs to another
 * program, is removed, for PostgreSQL would refuse to start because of it; all other notes it judges itself.
 */
export async function stopLeftBehind(cluster: string): Promise<boolean> {
  const note = join(cluster, 'postmaster.pid');
  if (!existsSync(note)) return false;
  const pid = Number(readFileSync(note, 'utf8').split('\n', 1)[0]);
  const isPid = Number.isSafeInteger(pid) && pid > 1;
  if (isPid && !exists(pid)) return false;
  if (!isPid || !isPostgresOf(pid, cluster)) {
    rmSync(note);
    return false;
  }
  process.kill(pid, 'SIGINT');
  if (!(await ends(pid, cluster, 10_000))) process.kill(pid, 'SIGQUIT');
  if (!(await ends(pid, cluster, 5_000))) {
    throw new ExplainedError(
      `A PostgreSQL that was left running in ${cluster} (process ${pid}) does not stop. End it first.`,
    );
  }
  return true;
}

/** Whether a PostgreSQL works in this cluster. */
export function isRunningIn(cluster: string): boolean {
  const note = join(cluster, 'postmaster.pid');
  if (!existsSync(note)) return false;
  return isPostgresOf(Number(readFileSync(note, 'utf8').split('\n', 1)[0]), cluster);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (Object(error) as { code?: unknown }).code === 'EPERM';
  }
}

/**
 * PostgreSQL works in its data directory, which Linux shows, though not of one that has ended and that nobody has
 * waited for. Elsewhere its command line must do.
 */
function isPostgresOf(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false;
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(
    cluster,
  );
}

async function ends(pid: number, cluster: string, withinMs: number): Promise<boolean> {
  const limit = performance.now() + withinMs;
  while (isPostgresOf(pid, cluster) && performance.now() < limit) await delay(20);
  return !isPostgresOf(pid, cluster);
}
