import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { buildOnce } from './build-once.js';
import { runDirectory } from './test-run.js';

const packageJson = z.looseObject({ scripts: z.record(z.string(), z.string()) });
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

/**
 * Links this checkout's build and packages in another directory, in which `npm start` finds no `.env` and nothing to
 * build: wireit's records name the directory, so that it would build a copy again. It shares what Node.js has compiled
 * for other starts of this run.
 */
export function linkCheckout(to: string): void {
  buildOnce();
  for (const name of ['dist', 'node_modules', 'scripts']) symlinkSync(resolve(name), join(to, name));
  const compiled = join(runDirectory(), 'compiled');
  for (const directory of [compiled, join(to, '.cache')]) mkdirSync(directory, { recursive: true });
  symlinkSync(compiled, join(to, '.cache', 'compiled'));
  const { scripts, ...manifest } = packageJson.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  writeFileSync(
    join(to, 'package.json'),
    JSON.stringify({ ...manifest, scripts: { ...scripts, build: 'true' } }),
  );
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
    if (existsSync(join(to, path))) continue;
    const from = resolve(path);
    mkdirSync(dirname(join(to, path)), { recursive: true });
    if (copied.test(path))
      cpSync(from, join(to, path), { recursive: true, verbatimSymlinks: true, force: true });
    else symlinkSync(from, join(to, path));
  }
}
