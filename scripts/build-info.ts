/**
 * Writes `dist/build-info.json`, which processes read for `/version`: `node scripts/build-info.ts`. The commit is that of
 * the checkout, else `COMMIT` (images are built without `.git`), else null.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A commit id; `-dirty` if tracked files differ from it. */
const COMMIT = /^[0-9a-f]{7,64}(-dirty)?$/;

const root = resolve(import.meta.dirname, '..');
const file = join(root, 'dist/build-info.json');

const { name, version }: { name: string; version: string } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const commit =
  [checkedOutCommit(), process.env['COMMIT']?.trim() ?? ''].find((text) => COMMIT.test(text)) ?? null;
const text = `${JSON.stringify({ name, version, commit })}\n`;
if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(file, text);
}

function checkedOutCommit(): string {
  // Otherwise git would describe a repository around this directory.
  if (!existsSync(join(root, '.git'))) return '';
  const git = spawnSync('git', ['describe', '--always', '--dirty', '--abbrev=64', '--exclude=*'], {
    cwd: root,
    encoding: 'utf8',
    // Takes no lock, so that work in the checkout at the same time is not disturbed.
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
  });
  return git.status === 0 ? git.stdout.trim() : '';
}
