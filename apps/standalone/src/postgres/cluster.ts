import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ExplainedError, renameDurably, writeDurably } from '#runtime';
import type { Binaries } from './binaries.js';
import type { SystemUser } from './location.js';

/** The superuser of an embedded PostgreSQL, for administration only. */
export const ADMINISTRATOR = 'headliner';
/** The files and directories that every PostgreSQL cluster has. */
const ESSENTIALS = ['PG_VERSION', 'postgresql.conf', 'pg_hba.conf', 'global/pg_control', 'base', 'pg_wal'];

export interface Password {
  readonly text: string;
  /** Whether it was just created; an existing cluster then has a different one. */
  readonly isNew: boolean;
}

export interface ClusterOptions {
  /** The directory that PostgreSQL owns. */
  readonly location: string;
  readonly password: Password;
  readonly binaries: Binaries;
  readonly user: SystemUser;
  /** False if the data may be lost when the machine crashes. */
  readonly durable: boolean;
}

/** Reads the administrator's password. Creates one, readable for its owner only, if it is missing or incomplete. */
export function ensurePassword(file: string): Password {
  const existing = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (/^[0-9a-f]{48}$/.test(existing)) return { text: existing, isNew: false };
  const text = randomBytes(24).toString('hex');
  writeDurably(file, `${text}\n`);
  return { text, isNew: true };
}

/**
 * Returns PostgreSQL's data directory in `location`. Initdb creates it at the first start, with password authentication
 * (SCRAM), UTF-8 and the same collation on every machine, and it is renamed when complete.
 *
 * @throws {ExplainedError} if it cannot be created, or the existing one is incomplete
 */
export async function ensureCluster(options: ClusterOptions): Promise<string> {
  const cluster = join(options.location, 'cluster');
  if (!isComplete(cluster)) await createCluster(cluster, options);
  else if (options.password.isNew) resetPassword(cluster, options);
  return cluster;
}

function isComplete(cluster: string): boolean {
  if (!existsSync(cluster)) return false;
  if (readdirSync(cluster).length === 0) {
    rmSync(cluster, { recursive: true });
    return false;
  }
  const missing = ESSENTIALS.find((name) => !hasContent(join(cluster, name)));
  if (missing === undefined) return true;
  throw new ExplainedError(
    `The databases in ${cluster} are incomplete: ${missing} is missing or empty. Restore a backup, or ` +
      'move that directory away to start with empty databases.',
  );
}

function hasContent(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (stats.isDirectory() || stats.size > 0);
}

async function createCluster(cluster: string, options: ClusterOptions): Promise<void> {
  const { location, password, binaries, user, durable } = options;
  const unfinished = join(location, 'unfinished');
  const passwordFile = join(location, 'first-password');
  rmSync(unfinished, { recursive: true, force: true });
  try {
    writeDurably(passwordFile, password.text);
    if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${ADMINISTRATOR}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } },
    );
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const { stderr } = Object(error) as { stderr?: unknown };
    if (typeof stderr !== 'string') throw error;
    throw new ExplainedError(`PostgreSQL could not create its databases in ${location}:\n${stderr.trim()}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameDurably(unfinished, cluster);
}

/** Sets a new administrator password after the old one was lost. Requires ownership of the files. */
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
    `The password of the databases in ${cluster} was lost, and a new one could not be set:\n` +
      stderr
        .trim()
        .split('\n')
        .filter((line) => !line.includes(password.text))
        .slice(-5)
        .join('\n'),
  );
}
