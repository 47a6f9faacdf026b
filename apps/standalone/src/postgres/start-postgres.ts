import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinaries } from './binaries.js';
import { ADMINISTRATOR, haveCluster } from './cluster.js';
import { lockDirectory, type DirectoryLock } from './directory-lock.js';
import { freePort, requireFreePort } from './free-port.js';
import { stopLeftBehind } from './left-behind.js';
import { keptPassword } from './password.js';
import { choosePlace } from './place.js';
import { spawnServer, waitUntilReady } from './server.js';
import { postgresUser } from './system-user.js';

export interface PostgresOptions {
  /** An existing directory; data, password and log are kept there, or are linked from there. */
  readonly directory: string;
  /** Of the loopback interface; 0 picks a free one. */
  readonly port: number;
  /** Where PostgreSQL writes its log; by default `postgres.log` in `directory`. */
  readonly logFile?: string;
  /** False where the data need not outlive a crash of the machine, as in tests. Default true. */
  readonly durable?: boolean;
}

export interface RunningPostgres {
  readonly pid: number;
  readonly port: number;
  /** Where the data really lies. */
  readonly place: string;
  /** A PostgreSQL that an earlier process had left running there was stopped first. */
  readonly tookOver: boolean;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** The address of one of its databases for its administrator, a superuser. It holds the password: a secret. */
  url(database: string): string;
  /** From now on this process may end while the server goes on. */
  unref(): void;
  /** Ends all sessions and the server: at once and cleanly, or after 10 s without cleaning up. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own in `directory` (data is kept from start to start). Any number can run at a time, one
 * in each directory. One that a killed process left there is stopped first.
 *
 * @throws {DirectoryInUseError} while another process runs one there.
 * @throws {PortTakenError} when another program has the port.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const user = postgresUser();
  const binaries = findBinaries(user);
  const place = choosePlace(options.directory, user);
  const lock = lockDirectory(place);
  try {
    const password = keptPassword(join(options.directory, 'postgres-password'));
    const tookOver = await stopLeftBehind(join(place, 'cluster'));
    const durable = options.durable ?? true;
    const cluster = await haveCluster({ place, password, binaries, user, durable });
    const port = await (options.port === 0 ? freePort() : requireFreePort(options.port));
    const url = (database: string): string =>
      `postgresql://${ADMINISTRATOR}:${password.text}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    const logFile = options.logFile ?? join(options.directory, 'postgres.log');
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'a', 0o600);
    const server = spawnServer({ cluster, port, binaries, user, log, durable });
    closeSync(log);
    server.once('error', () => undefined);
    try {
      await waitUntilReady(server, cluster, logFile);
    } catch (error) {
      await stop(server);
      throw error;
    }
    return running(server, lock, { port, place, tookOver, url });
  } catch (error) {
    lock.release();
    throw error;
  }
}

type Facts = Pick<RunningPostgres, 'port' | 'place' | 'tookOver' | 'url'>;

function running(server: ChildProcess, lock: DirectoryLock, facts: Facts): RunningPostgres {
  const ended = hasEnded(server) ? Promise.resolve() : once(server, 'exit').then(() => undefined);
  void ended.then(() => lock.release());
  return {
    ...facts,
    pid: server.pid ?? 0,
    ended,
    unref: () => server.unref(),
    stop: () => stop(server),
  };
}

async function stop(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await Promise.race([ended, delay(10_000, undefined, { ref: false }).then(() => server.kill('SIGQUIT'))]);
  await ended;
}

function hasEnded(server: ChildProcess): boolean {
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}
