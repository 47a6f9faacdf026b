import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { SETTING_NAMES } from '#runtime';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { simulatorEnv } from '../../apps/simulator/src/simulator.env.js';
import { standaloneEnv } from '../../apps/standalone/src/standalone.env.js';
import { demoEnv } from '../../apps/worker/src/demo/demo.env.js';
import { workerEnv } from '../../apps/worker/src/worker.env.js';

const SCHEMAS = { apiEnv, demoEnv, simulatorEnv, standaloneEnv, workerEnv };

it.each(Object.entries(SCHEMAS))('SETTING_NAMES contains every setting of %s', (_, { shape }) => {
  expect(Object.keys(shape).filter((name) => !SETTING_NAMES.has(name))).toEqual([]);
});

it('SETTING_NAMES contains every setting of docs/settings.md', () => {
  const rows = readFileSync('docs/settings.md', 'utf8').match(/^\| `[A-Z][^|]*/gm) ?? [];
  const names = rows.flatMap((cell) => cell.match(/[A-Z][A-Z0-9_]+/g) ?? []);
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !SETTING_NAMES.has(name))).toEqual([]);
});
