import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { runDirectory } from '../support/test-run.js';

const BUILD = ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.ts'];

it('the page builds in a new checkout, whose server is not built yet', () => {
  const project = mkdtempSync(join(runDirectory(), 'web-build-'));
  // Vite reads the configuration files of all rooms.
  for (const name of ['apps', 'libs', 'package.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(resolve(name), join(project, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  execFileSync(process.execPath, BUILD, { cwd: project, stdio: 'pipe' });
  const landing = readFileSync(join(project, 'dist/apps/web/landing.html'), 'utf8');
  expect(landing).toContain('<main');
});
