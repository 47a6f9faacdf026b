import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
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

describe.each([
  ['api', Object.keys(apiEnv.shape)],
  ['worker', Object.keys(workerEnv.shape)],
] as const)('the %s, of settings that it cannot use', (name, settings) => {
  it.each([
    ['short', CANARY.slice(0, 20)],
    ['an address', `mysql://user:${CANARY}@elsewhere.example/?password=${CANARY}`],
  ])('says the names and never the values: %s', async (_, value) => {
    const said = await lastWords(name, Object.fromEntries(settings.map((setting) => [setting, value])));
    expect(said).toContain('Headliner cannot start with these settings:');
    expect(said).toMatch(/\n {2}DATABASE_URL: /);
    expect(said).not.toContain(CANARY.slice(0, 20));
  });

  it('says nothing of what is in them when they come as files', async () => {
    const file = join(mkdtempSync(join(runDirectory(), 'secret-')), 'secret');
    writeFileSync(file, `${CANARY}\n`, { mode: 0o600 });
    const said = await lastWords(
      name,
      Object.fromEntries(settings.map((setting) => [`${setting}_FILE`, file])),
    );
    expect(said).toMatch(/\n {2}DATABASE_URL/);
    expect(said).not.toContain(CANARY);
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
