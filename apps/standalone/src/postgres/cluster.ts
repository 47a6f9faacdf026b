import { execFile, spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ExplainedError, renameDurably, writeDurably } from '#runtime';
import type { Binaries } from './binaries.js';
import type { Password } from './password.js';
import type { RunAs } from './system-user.js';

/** The superuser of an embedded PostgreSQL, for its administration only. */
export const ADMINISTRATOR = 'headliner';
/** What no cluster of PostgreSQL is without. */
const ESSENTIALS = ['PG_VERSION', 'postgresql.conf', 'pg_hba.conf', 'global/pg_control', 'base', 'pg_wal'];

export interface ClusterOptions {
  /** The directory that PostgreSQL owns. */
  readonly place: string;
  readonly password: Password;
  readonly binaries: Binaries;
  readonly user: RunAs;
  /** False where the data need not outlive a crash of the machine. */
  readonly durable: boolean;
}

/**
 * The data directory in `place`, made by initdb at the first start: passwords only (SCRAM), UTF-8, and one collation
 * on every machine. It is made beside its goal and renamed, so that one that initdb did not finish is made again.
 *
 * @throws {ExplainedError} when it cannot be made, or when one is there that lacks what every cluster has.
 */
export async function haveCluster(options: ClusterOptions): Promise<string> {
  const cluster = join(options.place, 'cluster');
  if (!isMade(cluster)) await makeCluster(cluster, options);
  else if (options.password.isNew) resetPassword(cluster, options);
  return cluster;
}

function isMade(cluster: string): boolean {
  if (!existsSync(cluster)) return false;
  if (readdirSync(cluster).length === 0) {
    rmSync(cluster, { recursive: true });
    return false;
  }
  const missing = ESSENTIALS.find((name) => !isWhole(join(cluster, name)));
  if (missing === undefined) return true;
  throw new ExplainedError(
    `The databases in ${cluster} are not complete: ${missing} is missing or empty. Put a backup of them back; ` +
      'or, to begin with empty ones, move that directory away.',
  );
}

function isWhole(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && (found.isDirectory() || found.size > 0);
}

async function makeCluster(cluster: string, options: ClusterOptions): Promise<void> {
  const { place, password, binaries, user, durable } = options;
  const unfinished = join(place, 'unfinished');
  const passwordFile = join(place, 'first-password');
  rmSync(unfinished, { recursive: true, force: true });
  try {
    writeDurably(passwordFile, password.text);
    if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
    await promisify(execFile)(
      binaries.initdb,
      [
        ...[
          `--pgdata=${unfinished}`,
          `--username=${ADMINISTRATOR}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
        ],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
      ],
      { ...user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } },
    );
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const { stderr } = Object(error) as { stderr?: unknown };
    if (typeof stderr !== 'string') throw error;
    throw new ExplainedError(`PostgreSQL could not make its databases in ${place}:\n${stderr.trim()}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameDurably(unfinished, cluster);
}

/** Gives the administrator the password that was made for a lost one. Only who owns the files can do this. */
function resetPassword(cluster: string, { password, binaries, user }: ClusterOptions): void {
  const statement = `ALTER ROLE ${ADMINISTRATOR} PASSWORD '${password.text}'`;
  const { status, stderr } = spawnSync(binaries.postgres, ['--single', '-D', cluster, 'postgres'], {
    ...user,
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC' },
    encoding: 'utf8',
    input: `${statement}\n`,
  });
  if (status === 0 && !/^.*(ERROR|FATAL|PANIC): /m.test(stderr)) return;
  throw new ExplainedError(
    `The password of the databases in ${cluster} was lost, and another could not be set:\n` +
      stderr
        .trim()
        .split('\n')
        .filter((line) => !line.includes(password.text))
        .slice(-5)
        .join('\n'),
  );
}
