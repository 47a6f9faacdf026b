import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { runDirectory } from '../support/test-run.js';

const OTHER = '0123456789abcdef0123456789abcdef01234567';

describe('the build info', () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(runDirectory(), 'build-info-'));
    mkdirSync(join(project, 'scripts'));
    cpSync(resolve('scripts/build-info.ts'), join(project, 'scripts/build-info.ts'));
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'headliner', version: '1.2.3' }));
    writeFileSync(join(project, '.gitignore'), 'dist\n');
  });

  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: project,
      encoding: 'utf8',
    }).trim();

  function commitAll(): string {
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'a commit');
    return git('rev-parse', 'HEAD');
  }

  function build(environment: Readonly<Record<string, string>> = {}): unknown {
    const env = { PATH: process.env['PATH'], ...environment };
    execFileSync('node', ['scripts/build-info.ts'], { cwd: project, env, stdio: 'pipe' });
    return JSON.parse(readFileSync(join(project, 'dist/build-info.json'), 'utf8'));
  }

  it('contains the commit of the checkout, even if COMMIT is another', () => {
    const commit = commitAll();
    git('tag', '--annotate', '--message', 'a release', 'v1.2.3');
    expect(build({ COMMIT: OTHER })).toEqual({ name: 'headliner', version: '1.2.3', commit });
  });

  it('marks the commit as dirty if tracked files were changed', () => {
    const commit = commitAll();
    writeFileSync(join(project, '.gitignore'), 'dist\nother\n');
    expect(build()).toMatchObject({ commit: `${commit}-dirty` });
  });

  it('contains the new commit after a second build', () => {
    commitAll();
    build();
    writeFileSync(join(project, 'new'), '');
    const commit = commitAll();
    expect(build()).toMatchObject({ commit });
  });

  it('contains COMMIT without a repository, as in an image', () => {
    expect(build({ COMMIT: OTHER })).toMatchObject({ commit: OTHER });
  });

  it.each(['', 'main', '; rm -rf /'])(
    'has commit null without a repository and with COMMIT="%s"',
    (COMMIT) => {
      expect(build({ COMMIT })).toMatchObject({ commit: null });
    },
  );

  it('ignores a repository that only contains the project directory', () => {
    commitAll();
    const inner = join(project, 'inner');
    cpSync(join(project, 'scripts'), join(inner, 'scripts'), { recursive: true });
    cpSync(join(project, 'package.json'), join(inner, 'package.json'));
    rmSync(join(project, 'dist'), { recursive: true, force: true });
    project = inner;
    expect(build()).toMatchObject({ commit: null });
  });
});
