import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { SETTING_NAMES } from '#runtime';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { simulatorEnv } from '../../apps/simulator/src/simulator.env.js';
import { standaloneEnv } from '../../apps/standalone/src/standalone.env.js';
import { demoEnv } from '../../apps/worker/src/demo/demo.module.js';
import { workerEnv } from '../../apps/worker/src/worker.env.js';

const SCHEMAS = { apiEnv, demoEnv, simulatorEnv, standaloneEnv, workerEnv };

/** Set by `npm start` or by tests only, and one that docs/operating/keys.md explains with its command. */
const UNDOCUMENTED = new Set([
  'KEYRING_GIVE_UP',
  'SIMULATOR_ACCESS_TOKEN_SECONDS',
  'SIMULATOR_CLIENT_ID',
  'SIMULATOR_CLIENT_SECRET',
  'SIMULATOR_REDIRECT_URIS',
  'SIMULATOR_SEED',
  'SIMULATOR_STATE_FILE',
]);

function documentedNames(): string[] {
  const rows = readFileSync('docs/settings.md', 'utf8').match(/^\| `[A-Z][^|]*/gm) ?? [];
  return rows.flatMap((cell) => cell.match(/[A-Z][A-Z0-9_]+/g) ?? []);
}

it.each(Object.entries(SCHEMAS))('SETTING_NAMES contains every setting of %s', (_, { shape }) => {
  expect(Object.keys(shape).filter((name) => !SETTING_NAMES.has(name))).toEqual([]);
});

it('SETTING_NAMES contains every setting of docs/settings.md', () => {
  const names = documentedNames();
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !SETTING_NAMES.has(name))).toEqual([]);
});

it('docs/settings.md has a row for every setting that operators set', () => {
  const names = documentedNames();
  expect([...SETTING_NAMES].filter((name) => !names.includes(name) && !UNDOCUMENTED.has(name))).toEqual([]);
});
