import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ExplainedError, explainDiskError } from '#runtime';
import { findBinaries } from './binaries.js';
import { ADMINISTRATOR, ensureCluster, ensurePassword } from './cluster.js';
import { type DirectoryLock, lockDirectory } from './directory-lock.js';
import { chooseLocation, postgresUser } from './location.js';
import { spawnServer, stopLeftover, waitUntilReady } from './server.js';

export interface PostgresOptions {
  /** An existing directory for data, password and log. */
  readonly directory: string;
  /** A port of the loopback interface; 0 picks a free one. */
  readonly port: number;
  /** PostgreSQL's log; by default `postgres.log` in `directory`. */
  readonly logFile?: string;
  /** False if the data may be lost when the machine crashes, as in tests. Default true. */
  readonly durable?: boolean;
}

export interface RunningPostgres {
  readonly pid: number;
  readonly port: number;
  /** The directory that holds the data, after links. */
  readonly location: string;
  /** Whether a PostgreSQL of an earlier process was still running there and was stopped first. */
  readonly stoppedLeftover: boolean;
  /** Settles when the server has exited for any reason. */
  readonly exited: Promise<void>;
  /** Returns the address of a database for the administrator, a superuser. Contains the password: a secret. */
  url(database: string): string;
  /** Lets this process exit while the server keeps running. */
  unref(): void;
  /** Closes all sessions and shuts the server down; after 10 s without cleaning up. */
  stop(): Promise<void>;
}

/** Another program listens on the port. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(readonly port: number) {
    super(`Port ${port} of 127.0.0.1 is taken by another program.`);
  }
}

/**
 * Starts a PostgreSQL in `directory`, which keeps its data between starts. Directories are independent of each other.
 * Stops a server that a killed process left there first.
 *
 * @throws {DirectoryInUseError} if another process runs one there
 * @throws {PortTakenError} if another program has the port
 * @throws {ExplainedError} if its files cannot be used or written
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const user = postgresUser();
  const binaries = findBinaries(user);
  const location = chooseLocation(options.directory, user);
  const lock = lockDirectory(location);
  try {
    const password = ensurePassword(join(options.directory, 'postgres-password'));
    const stoppedLeftover = await stopLeftover(join(location, 'cluster'));
    const durable = options.durable ?? true;
    const cluster = await ensureCluster({ location, password, binaries, user, durable });
    const port = await findPort(options.port);
    const url = (database: string): string =>
      `postgresql://${ADMINISTRATOR}:${password.text}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    const logFile = options.logFile ?? join(options.directory, 'postgres.log');
    const log = openLog(logFile);
    const server = spawnServer({ cluster, port, binaries, user, log, durable });
    closeSync(log);
    server.once('error', () => undefined);
    try {
      await waitUntilReady(server, cluster, logFile);
    } catch (error) {
      await stop(server);
      throw error;
    }
    return watch(server, lock, { port, location, stoppedLeftover, url });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Returns a port of the loopback interface that is free at the moment. */
export function freePort(): Promise<number> {
  return findPort(0);
}

async function findPort(port: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}

function openLog(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'a', 0o600);
  } catch (cause) {
    const { code } = Object(cause) as { code?: unknown };
    const remedy =
      explainDiskError(cause) ?? `it cannot be opened (${code}). Move what is in its way, then start again`;
    throw new ExplainedError(`PostgreSQL cannot write its log ${path}: ${remedy}.`, { cause });
  }
}

function watch(
  server: ChildProcess,
  lock: DirectoryLock,
  facts: Pick<RunningPostgres, 'port' | 'location' | 'stoppedLeftover' | 'url'>,
): RunningPostgres {
  const exited = hasExited(server) ? Promise.resolve() : once(server, 'exit').then(() => undefined);
  void exited.then(() => lock.release());
  return {
    ...facts,
    pid: server.pid ?? 0,
    exited,
    unref: () => server.unref(),
    stop: () => stop(server),
  };
}

async function stop(server: ChildProcess): Promise<void> {
  if (hasExited(server)) return;
  const exited = once(server, 'exit');
  server.kill('SIGINT');
  await Promise.race([exited, delay(10_000, undefined, { ref: false }).then(() => server.kill('SIGQUIT'))]);
  await exited;
}

function hasExited(server: ChildProcess): boolean {
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}
