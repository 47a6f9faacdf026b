import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ExplainedError } from '#runtime';
import type { Binaries } from './binaries.js';
import type { RunAs } from './system-user.js';

export interface ServerOptions {
  readonly cluster: string;
  readonly port: number;
  readonly binaries: Binaries;
  readonly user: RunAs;
  /** An open file, in which PostgreSQL writes its log. */
  readonly log: number;
  /** False where the data need not outlive the machine's next crash, as in tests. */
  readonly durable: boolean;
}

const MEBIBYTE_SETTINGS = { shared_buffers: '64MB', max_wal_size: '512MB', work_mem: '8MB' };
const QUICK_AND_LOSABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts PostgreSQL on the loopback interface, apart from our process group: a Ctrl-C in the terminal must not reach
 * it before the processes that use it have ended.
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
    ...MEBIBYTE_SETTINGS,
    ...(durable ? {} : QUICK_AND_LOSABLE),
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
 * Waits until the server says in its own note (`postmaster.pid`: its pid first, its state in the eighth line) that it
 * is ready: at most a minute, for after a crash it first replays its log. Whoever else may listen on the port, such a
 * note is ours.
 */
export async function waitUntilReady(server: ChildProcess, cluster: string, logFile: string): Promise<void> {
  const limit = performance.now() + 60_000;
  while (!saysReady(cluster, server.pid)) {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) {
      throw new ExplainedError(`PostgreSQL did not start. The end of ${logFile} says:\n${endOf(logFile)}`);
    }
    if (performance.now() > limit) throw new ExplainedError('PostgreSQL was not ready within a minute.');
    await delay(20);
  }
}

function saysReady(cluster: string, pid: number | undefined): boolean {
  const lines = textOf(join(cluster, 'postmaster.pid')).split('\n');
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
}

function endOf(file: string): string {
  return textOf(file).trimEnd().split('\n').slice(-5).join('\n');
}

/** Empty where there is no such file, or where PostgreSQL removes it at this moment. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
