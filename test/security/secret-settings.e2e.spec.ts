import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { EnvironmentError, readEnvironment } from '#runtime';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { workerEnv } from '../../apps/worker/src/worker.env.js';
import { runDirectory, spawnProcess } from '../support/index.js';

const CANARY = randomBytes(12).toString('hex');

/** What a process says that was started with these settings and gives up. */
async function lastWords(
  name: 'api' | 'worker',
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const given = spawnProcess(name, '', settings);
  expect((await given.ended).code).toBe(1);
  return given.logs;
}

/** What the error says of settings that a process cannot use. */
function refusedSettings(schema: z.ZodObject, settings: Readonly<Record<string, string>>): string {
  try {
    readEnvironment(schema, settings);
  } catch (error) {
    return error instanceof EnvironmentError ? error.message : String(error);
  }
  throw new Error('The settings were accepted.');
}

describe.each([
  ['API', apiEnv],
  ['worker', workerEnv],
] as const)('the error about settings that the %s cannot use', (_name, schema) => {
  const names = Object.keys(schema.shape);

  it.each([
    ['short', CANARY.slice(0, 20)],
    ['an address', `mysql://user:${CANARY}@elsewhere.example/?password=${CANARY}`],
  ])('says the names and never the values: %s', (_, value) => {
    const said = refusedSettings(schema, Object.fromEntries(names.map((name) => [name, value])));
    expect(said).toMatch(/^DATABASE_URL: /m);
    expect(said).not.toContain(CANARY.slice(0, 20));
  });

  it('says nothing of what is in them when they come as files', () => {
    const file = join(mkdtempSync(join(runDirectory(), 'secret-')), 'secret');
    writeFileSync(file, `${CANARY}\n`, { mode: 0o600 });
    const said = refusedSettings(schema, Object.fromEntries(names.map((name) => [`${name}_FILE`, file])));
    expect(said).toMatch(/^DATABASE_URL/m);
    expect(said).not.toContain(CANARY);
  });
});

describe.each(['api', 'worker'] as const)('the %s that gives up at its start', (name) => {
  it('says the names of settings and never their values', async () => {
    const value = CANARY.slice(0, 20);
    const names = Object.keys((name === 'api' ? apiEnv : workerEnv).shape);
    const said = await lastWords(name, Object.fromEntries(names.map((setting) => [setting, value])));
    expect(said).toContain('Headliner cannot start with these settings:');
    expect(said).toMatch(/\n {2}DATABASE_URL: /);
    expect(said).not.toContain(value);
  });

  it.each([
    ['no keyring', (key: string) => key],
    ['a key of another length', (key: string) => JSON.stringify({ active: 'k', keys: { k: key } })],
  ])('says nothing of the bytes of a keyring: %s', async (_, written) => {
    const key = randomBytes(40).toString('hex');
    const file = join(mkdtempSync(join(runDirectory(), 'keyring-')), 'keyring.json');
    writeFileSync(file, written(key), { mode: 0o600 });
    const said = await lastWords(name, {
      DATABASE_URL: `postgresql://user:${CANARY}@127.0.0.1:1/nothing`,
      KEYRING_FILE: file,
      SESSION_SECRET: CANARY.repeat(2),
      SPOTIFY_CLIENT_ID: 'client',
      SPOTIFY_CLIENT_SECRET: CANARY,
    });
    expect(said).toContain(file);
    for (const secret of [CANARY, key, key.slice(0, 20), Buffer.from(key).toString('base64').slice(0, 20)]) {
      expect(said).not.toContain(secret);
    }
  });

  it('says nothing of the password of a database that does not answer', async () => {
    const file = join(mkdtempSync(join(runDirectory(), 'keyring-')), 'keyring.json');
    writeFileSync(file, JSON.stringify({ active: 'k', keys: { k: randomBytes(32).toString('base64') } }), {
      mode: 0o600,
    });
    const said = await lastWords(name, {
      DATABASE_URL: `postgresql://user:${CANARY}@127.0.0.1:1/nothing`,
      KEYRING_FILE: file,
      SESSION_SECRET: CANARY.repeat(2),
      SPOTIFY_CLIENT_ID: 'client',
      SPOTIFY_CLIENT_SECRET: CANARY,
    });
    expect(said).not.toBe('');
    expect(said).not.toContain(CANARY);
  });
});
