import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../stage/child.js';

const run = promisify(execFile);

/** Holds the build of the commit that was compared last. */
const BUILDS = resolve(import.meta.dirname, '../.cache/quick');
/** A file that is written when a build is complete. */
const BUILT = '.built';

/**
 * Returns the id of a commit; without a name, of the one where this branch left `main`.
 *
 * @throws if git does not know it
 */
export async function findCommit(name: string | undefined): Promise<string> {
  if (name !== undefined) {
    const id = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
    if (id === undefined) throw new Error(`Git does not know the commit ${name}. A shallow clone lacks it.`);
    return id;
  }
  for (const main of ['origin/main', 'main']) {
    const id = await git('merge-base', 'HEAD', main);
    if (id !== undefined) return id;
  }
  const head = await git('rev-parse', 'HEAD');
  if (head === undefined) throw new Error('This is no git checkout, so there is no commit to compare with.');
  return head;
}

/** Returns what git prints; undefined if it fails. */
async function git(...command: string[]): Promise<string | undefined> {
  try {
    return (await run('git', ['-C', ROOT, ...command])).stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * Builds API and migration job of a commit in a directory of its own, and returns the directory. Shares the working tree's packages if both have
 * the same package-lock.json. A second call for the same commit finds the build.
 */
export async function buildCommit(commit: string, signal: AbortSignal): Promise<string> {
  const directory = join(BUILDS, commit);
  if (isBuilt(directory)) return directory;
  rmSync(BUILDS, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  try {
    const archive = `${directory}.tar`;
    await run('git', ['-C', ROOT, 'archive', `--output=${archive}`, commit], { signal });
    await run('tar', ['-xf', archive, '-C', directory], { signal });
    rmSync(archive);
    if (hasSamePackages(directory)) symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
    else {
      process.stderr.write('package-lock.json differs: npm ci for the commit\n');
      await npm(directory, ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
    }
    await npm(directory, ['run', '--silent', 'build:server']);
    // The API does not start without the page, which is not measured.
    for (const page of ['web', 'graphiql']) {
      symlinkSync(join(ROOT, 'dist/apps', page), join(directory, 'dist/apps', page));
    }
    writeFileSync(join(directory, BUILT), '');
    return directory;
  } catch (error) {
    rmSync(BUILDS, { recursive: true, force: true });
    throw error;
  }

  async function npm(cwd: string, command: string[]): Promise<void> {
    await run('npm', command, { cwd, signal, env: { ...process.env, WIREIT_CACHE: 'none' } });
  }
}

function isBuilt(directory: string): boolean {
  if (!existsSync(join(directory, BUILT))) return false;
  const sharesPackages = lstatSync(join(directory, 'node_modules')).isSymbolicLink();
  return !sharesPackages || hasSamePackages(directory);
}

function hasSamePackages(directory: string): boolean {
  const [theirs, ours] = [directory, ROOT].map((root) =>
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  return theirs === ours;
}
