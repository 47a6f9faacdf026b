import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ExplainedError } from '#runtime';
import type { Binaries } from './binaries.js';
import type { SystemUser } from './location.js';

export interface ServerOptions {
  readonly cluster: string;
  readonly port: number;
  readonly binaries: Binaries;
  readonly user: SystemUser;
  /** The file descriptor of PostgreSQL's log. */
  readonly log: number;
  /** False if the data may be lost when the machine crashes, as in tests. */
  readonly durable: boolean;
}

const MEMORY_SETTINGS = { shared_buffers: '64MB', max_wal_size: '512MB', work_mem: '8MB' };
const FAST_BUT_LOSSY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts PostgreSQL on the loopback interface. It is detached, so that Ctrl-C does not stop it before the processes
 * that use it.
 */
export function spawnServer({ cluster, port, binaries, user, log, durable }: ServerOptions): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...MEMORY_SETTINGS,
    ...(durable ? {} : FAST_BUT_LOSSY),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(binaries.postgres, ['-D', cluster, ...flags], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { LC_ALL: 'C', TZ: 'UTC' },
  });
}

/**
 * Waits until `postmaster.pid` names this server (line 1) and says `ready` (line 8), which no other program on the port
 * can fake. Waits a minute at most, since a recovery after a crash takes time.
 *
 * @throws {ExplainedError} with the end of its log, if it exits; or if it is not ready in time
 */
export async function waitUntilReady(server: ChildProcess, cluster: string, logFile: string): Promise<void> {
  const limit = performance.now() + 60_000;
  while (!isReady(cluster, server.pid)) {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) {
      const lastLines = readText(logFile).trimEnd().split('\n').slice(-5).join('\n');
      throw new ExplainedError(`PostgreSQL did not start. The end of ${logFile} says:\n${lastLines}`);
    }
    if (performance.now() > limit) throw new ExplainedError('PostgreSQL was not ready within a minute.');
    await delay(20);
  }
}

/**
 * Stops a PostgreSQL that a killed process left running in `cluster`, and returns whether there was one. Removes a
 * `postmaster.pid` that names another program, because PostgreSQL would not start. Requires the directory's lock.
 *
 * @throws {ExplainedError} if it does not stop
 */
export async function stopLeftover(cluster: string): Promise<boolean> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return false;
  const pid = readPid(cluster);
  const isPid = Number.isSafeInteger(pid) && pid > 1;
  if (isPid && !exists(pid)) return false;
  if (!isPid || !runsIn(cluster, pid)) {
    rmSync(pidFile);
    return false;
  }
  process.kill(pid, 'SIGINT');
  if (!(await exits(pid, cluster, 10_000))) process.kill(pid, 'SIGQUIT');
  if (!(await exits(pid, cluster, 5_000))) {
    throw new ExplainedError(
      `PostgreSQL from an earlier start is still running in ${cluster} (process ${pid}) and does not stop. ` +
        'Kill that process, then start again.',
    );
  }
  return true;
}

function isReady(cluster: string, pid: number | undefined): boolean {
  const lines = readText(join(cluster, 'postmaster.pid')).split('\n');
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
}

function readPid(cluster: string): number {
  return Number(readText(join(cluster, 'postmaster.pid')).split('\n', 1)[0]);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (Object(error) as { code?: unknown }).code === 'EPERM';
  }
}

/** PostgreSQL's working directory is its cluster. Linux shows it, but not of a zombie; elsewhere the command line has it. */
function runsIn(cluster: string, pid: number): boolean {
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

async function exits(pid: number, cluster: string, timeoutMs: number): Promise<boolean> {
  const limit = performance.now() + timeoutMs;
  while (runsIn(cluster, pid) && performance.now() < limit) await delay(20);
  return !runsIn(cluster, pid);
}

/** Returns an empty text if the file is missing, as when PostgreSQL has just removed it. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
