import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Files by path; each line of one is the specifier of an import. */
type House = Readonly<Record<string, readonly string[]>>;

const SOUND: House = {
  'apps/api/src/main.ts': ['#spotify', '#database', '#runtime', './tea/pour.js'],
  'apps/api/src/tea/pour.ts': [
    '#database',
    '../errors/error.js',
    '../auth/guard.js',
    '../graphql/context.js',
  ],
  'apps/api/src/graphql/context.ts': ['../auth/guard.js', '../errors/error.js'],
  'apps/api/src/auth/guard.ts': ['../errors/error.js'],
  'apps/api/src/errors/error.ts': [],
  'apps/simulator/src/index.ts': [],
  'apps/worker/src/main.spec.ts': ['#simulator'],
  'libs/database/src/index.ts': ['pg', '#charts'],
  'libs/charts/src/index.ts': ['./day.js'],
  'libs/charts/src/day.ts': [],
  'libs/spotify/src/index.ts': ['node:http'],
  'libs/runtime/src/index.ts': [],
};
const ROOMS = { simulator: 'apps', spotify: 'libs', database: 'libs', charts: 'libs', runtime: 'libs' };

describe('the rule of the rooms', () => {
  let house: string;
  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), 'house-'));
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json']) cpSync(name, join(house, name));
    const doors = Object.entries(ROOMS).map(([room, side]) => [
      `#${room}`,
      { source: `./${side}/${room}/src/index.ts`, default: `./dist/${side}/${room}/src/index.js` },
    ]);
    write(
      'package.json',
      JSON.stringify({
        type: 'module',
        imports: Object.fromEntries(doors),
        dependencies: { pg: '1.0.0' },
        devDependencies: { jest: '1.0.0' },
      }),
    );
    for (const name of ['pg', 'jest', 'stowaway']) {
      write(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      );
      write(`node_modules/${name}/index.js`, '');
    }
  });
  afterEach(() => rmSync(house, { recursive: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }

  function violations(change: House): string[] {
    for (const [path, imports] of Object.entries({ ...SOUND, ...change })) {
      write(path, imports.map((specifier) => `import '${specifier}';\n`).join(''));
    }
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'],
      { cwd: house, encoding: 'utf8', maxBuffer: 2 ** 26 },
    );
    expect(stderr).toBe('');
    return report
      .parse(JSON.parse(stdout))
      .summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  }

  it('has nothing against a house that keeps it', () => {
    expect(violations({})).toEqual([]);
  });

  it.each<[string, string, string, House]>([
    ['a circle', 'no-cycle', 'libs/charts/src/day.ts', { 'libs/charts/src/day.ts': ['./index.js'] }],
    [
      'a file inside a library, by its path',
      'through-the-door',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['../../../libs/charts/src/day.js'] },
    ],
    [
      'a door by its path',
      'by-name',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['../../../libs/charts/src/index.js'] },
    ],
    [
      'an app in an app',
      'no-app-imports-an-app',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['#simulator'] },
    ],
    [
      'an app in a lib',
      'no-lib-imports-an-app',
      'libs/spotify/src/index.ts',
      { 'libs/spotify/src/index.ts': ['#simulator'] },
    ],
    [
      'a lib that is not on the list',
      'apps-import-these-libs',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['../../../libs/attic/src/index.js'], 'libs/attic/src/index.ts': [] },
    ],
    ...['errors', 'auth', 'graphql'].map((folder): [string, string, string, House] => [
      `a feature in ${folder}/ of the API`,
      `api-${folder}-know-no-feature`,
      `apps/api/src/${folder}/upwards.ts`,
      { [`apps/api/src/${folder}/upwards.ts`]: ['../tea/pour.js'] },
    ]),
    [
      'Spotify in the database',
      'database-imports-only-charts',
      'libs/database/src/index.ts',
      { 'libs/database/src/index.ts': ['#spotify'] },
    ],
    [
      'the database in Spotify',
      'spotify-charts-and-runtime-import-no-room',
      'libs/spotify/src/index.ts',
      { 'libs/spotify/src/index.ts': ['#database'] },
    ],
    [
      'the runtime in charts',
      'spotify-charts-and-runtime-import-no-room',
      'libs/charts/src/day.ts',
      { 'libs/charts/src/day.ts': ['#runtime'] },
    ],
    [
      'files in charts',
      'charts-are-pure',
      'libs/charts/src/day.ts',
      { 'libs/charts/src/day.ts': ['node:fs'] },
    ],
    [
      'SQL in the API',
      'only-database-speaks-sql',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['pg'] },
    ],
    [
      'a drawer for anything',
      'no-drawer-for-anything',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['./utils/pour.js'], 'apps/api/src/utils/pour.ts': [] },
    ],
    [
      'an import that leads nowhere',
      'resolvable',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['./gone.js'] },
    ],
    [
      'a development tool in production',
      'no-dev-dependency-in-production',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['jest'] },
    ],
    [
      'a fixture in production',
      'fixtures-are-for-specs',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['./tea.fixture.js'], 'apps/api/src/tea.fixture.ts': ['jest'] },
    ],
    [
      'a package that is not listed',
      'no-unlisted-dependency',
      'apps/api/src/main.ts',
      { 'apps/api/src/main.ts': ['stowaway'] },
    ],
  ])('refuses %s', (_case, rule, from, change) => {
    expect(violations(change)).toContain(`${rule}: ${from}`);
  });
});
