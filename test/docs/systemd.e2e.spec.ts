import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { composeService, imageContents } from '../support/compose-file.js';
import { describeWhere } from '../support/describe-where.js';
import { runDirectory } from '../support/test-run.js';

const UNITS = 'docs/operating/systemd';
const units = readdirSync(UNITS).map((file) => ({ file, text: readFileSync(join(UNITS, file), 'utf8') }));

/** Returns the values of a directive. */
function valuesOf(text: string, directive: string): string[] {
  return [...text.matchAll(new RegExp(`^${directive}=(.*)$`, 'gm'))].map(([, value = '']) => value);
}

describe('the systemd units', () => {
  it('are one for each Headliner service in the compose file', () => {
    expect(units.map(({ file }) => file)).toEqual([
      'headliner-api@.service',
      'headliner-migrate.service',
      'headliner-worker@.service',
    ]);
  });

  it.each(units)('run the command and the environment of the image: $file', ({ file, text }) => {
    const service = /^headliner-(\w+)/.exec(file)?.[1] ?? '';
    const [, ...args] = composeService(service).command;
    expect(valuesOf(text, 'ExecStart')).toEqual([['/usr/bin/node', ...args].join(' ')]);
    const assignments = valuesOf(text, 'Environment').flatMap((value) =>
      value.startsWith('"') ? [value.slice(1, -1)] : value.split(' '),
    );
    const image = Object.entries(imageContents().environment).map(([name, value]) => `${name}=${value}`);
    expect(assignments).toEqual(expect.arrayContaining(image));
  });
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
describeWhere(hasSystemd, 'no systemd-analyze: install systemd', 'systemd-analyze', () => {
  it('verifies the units without warnings', () => {
    const directory = mkdtempSync(join(runDirectory(), 'units-'));
    const files = units.map(({ file, text }) => {
      writeFileSync(join(directory, file), text.replaceAll('/usr/bin/node', process.execPath));
      return join(directory, file);
    });
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
      encoding: 'utf8',
    });
    // Warnings about other units of the machine do not count.
    const warnings = (stdout + stderr).split('\n').filter((line) => /headliner/.test(line));
    expect([status, warnings]).toEqual([0, []]);
  });
});
