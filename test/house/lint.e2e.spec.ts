import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const oxlint = resolve('node_modules/oxlint/bin/oxlint');
const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

const LONG = 'export const line = 1;\n'.concat('// one more\n'.repeat(200));
const CASES: readonly (readonly [path: string, text: string, rule: string | undefined])[] = [
  ['libs/charts/src/any.ts', 'export const day: any = 1;\n', 'typescript(no-explicit-any)'],
  ['libs/charts/src/sure.ts', 'export const day = [1][0]!;\n', 'typescript(no-non-null-assertion)'],
  ['libs/charts/src/ignore.ts', '// @ts-ignore\nexport const day = 1;\n', 'typescript(ban-ts-comment)'],
  [
    'libs/charts/src/type.ts',
    "import { Day } from './day.js';\nexport type Days = Day[];\n",
    'typescript(consistent-type-imports)',
  ],
  ['libs/charts/src/default.ts', 'export default 1;\n', 'import(no-default-export)'],
  [
    'libs/charts/src/bare.ts',
    "import { join } from 'path';\nexport const path = join('a');\n",
    'unicorn(prefer-node-protocol)',
  ],
  ['libs/charts/src/loose.ts', 'export const same = (a: unknown): boolean => a == 1;\n', 'eslint(eqeqeq)'],
  ['libs/charts/src/unused.ts', 'const day = 1;\nexport const week = 7;\n', 'eslint(no-unused-vars)'],
  [
    'libs/charts/src/async.ts',
    'export const later = new Promise(async () => {});\n',
    'eslint(no-async-promise-executor)',
  ],
  ['libs/charts/src/long.ts', LONG, 'eslint(max-lines)'],
  ['libs/charts/src/long-with-reason.ts', `/* oxlint-disable max-lines -- a table */\n${LONG}`, undefined],
  ['apps/api/src/log.ts', "console.log('hello');\n", 'eslint(no-console)'],
  ['apps/api/src/setting.ts', "export const port = process.env['PORT'];\n", 'node(no-process-env)'],
  ['apps/api/src/setting.env.ts', "export const port = process.env['PORT'];\n", undefined],
  ['scripts/setting.ts', "export const port = process.env['PORT'];\n", undefined],
  ['libs/charts/src/focused.spec.ts', "it.only('runs alone', () => {});\n", 'jest(no-focused-tests)'],
  ['libs/charts/src/sound.ts', 'export const day = 1;\n', undefined],
];

describe('the lint rules of the house', () => {
  let house: string;
  let found: { code: string; filename: string }[];

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), 'house-'));
    cpSync('.oxlintrc.json', join(house, '.oxlintrc.json'));
    for (const [path, text] of CASES) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    const { stdout, status } = spawnSync(process.execPath, [oxlint, '--format', 'json'], {
      cwd: house,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    found = report.parse(JSON.parse(stdout)).diagnostics;
  });
  afterAll(() => rmSync(house, { recursive: true }));

  it.each(CASES)('%s', (path, _text, rule) => {
    const codes = found.filter(({ filename }) => filename === path).map(({ code }) => code);
    expect([...new Set(codes)]).toEqual(rule === undefined ? [] : [rule]);
  });
});
