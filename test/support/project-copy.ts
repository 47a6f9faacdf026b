import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { buildOnce } from './build-once.js';

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

const NOT_COPIED = new Set(['node_modules', '.git', '.env', '.data', '.cache', 'coverage']);

/**
 * Copies this checkout, its build included, to another directory, without the `.env` and the data that a developer may
 * have here. Packages are linked. Times are kept, so that the build is up to date there too.
 */
export function copyCheckout(to: string): void {
  buildOnce();
  for (const name of readdirSync('.').filter((entry) => !NOT_COPIED.has(entry))) {
    cpSync(resolve(name), join(to, name), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(resolve('node_modules'), join(to, 'node_modules'));
}

/**
 * A built project in another directory, with the packages that `npm prune --omit=dev` would leave: what our own code
 * imports from any other package fails to resolve there. Packages are linked, except those to be `copied` for real.
 *
 * @param withOptional false: those that `--omit=optional` leaves out are left out too
 */
export function copyProject(
  to: string,
  files: readonly string[],
  copied: RegExp = /^$/,
  withOptional = true,
): void {
  buildOnce();
  mkdirSync(to, { recursive: true });
  for (const file of files.filter((name) => name !== 'node_modules')) {
    cpSync(resolve(file), join(to, file), { recursive: true });
  }
  const { packages } = lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  for (const [path, { dev, devOptional, optional }] of Object.entries(packages)) {
    const isTop = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path);
    // A package for another machine is in the lockfile, but is not installed.
    if (!isTop || dev || devOptional || (optional && !withOptional) || !existsSync(path)) continue;
    const from = resolve(path);
    mkdirSync(dirname(join(to, path)), { recursive: true });
    if (copied.test(path))
      cpSync(from, join(to, path), { recursive: true, verbatimSymlinks: true, force: true });
    else symlinkSync(from, join(to, path));
  }
}
