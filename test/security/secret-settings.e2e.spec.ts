import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { databaseEnv, keyringEnv, openKeyring } from '#database';
import { EnvironmentError, readEnvironment } from '#runtime';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { workerEnv } from '../../apps/worker/src/worker.env.js';
import { runDirectory, spawnProcess } from '../support/index.js';

const CANARY = randomBytes(12).toString('hex');

/** Starts a process that exits with code 1, and returns its log. */
async function logOf(name: 'api' | 'worker', settings: Readonly<Record<string, string>>): Promise<string> {
  const process = spawnProcess(name, '', settings);
  expect((await process.ended).code).toBe(1);
  return process.logs;
}

/** Returns the message about invalid settings. */
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
] as const)('the error about invalid settings of the %s', (_name, schema) => {
  const names = Object.keys(schema.shape);

  it.each([
    ['a short value', CANARY.slice(0, 20)],
    ['an address', `mysql://user:${CANARY}@elsewhere.example/?password=${CANARY}`],
  ])('names the settings and never quotes their values (%s)', (_, value) => {
    const message = refusedSettings(schema, Object.fromEntries(names.map((name) => [name, value])));
    expect(message).toMatch(/^DATABASE_URL: /m);
    expect(message).not.toContain(CANARY.slice(0, 20));
  });

  it('never quotes the contents of the files that settings name', () => {
    const file = join(mkdtempSync(join(runDirectory(), 'secret-')), 'secret');
    writeFileSync(file, `${CANARY}\n`, { mode: 0o600 });
    const message = refusedSettings(schema, Object.fromEntries(names.map((name) => [`${name}_FILE`, file])));
    expect(message).toMatch(/^DATABASE_URL/m);
    expect(message).not.toContain(CANARY);
  });
});

/** Writes a keyring file and returns its path. */
function keyringFile(text: string): string {
  const file = join(mkdtempSync(join(runDirectory(), 'keyring-')), 'keyring.json');
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

const DATABASE_URL = `postgresql://user:${CANARY}@127.0.0.1:1/nothing`;

/** Returns the message with which API and worker refuse a keyring or a database at their start. */
function openingError(KEYRING_FILE: string): Promise<string> {
  const schema = z.object({ ...databaseEnv.shape, ...keyringEnv.shape });
  return openKeyring(readEnvironment(schema, { DATABASE_URL, KEYRING_FILE }), 'headliner-test').then(
    () => 'accepted',
    (error: Error) => error.message,
  );
}

describe('a process that cannot start', () => {
  it('logs the names of wrong settings and never their values', async () => {
    const value = CANARY.slice(0, 20);
    const names = Object.keys(apiEnv.shape);
    const log = await logOf('api', Object.fromEntries(names.map((setting) => [setting, value])));
    expect(log).toContain('Headliner cannot start with these settings:');
    expect(log).toMatch(/\n {2}DATABASE_URL: /);
    expect(log).not.toContain(value);
  });

  it('logs no bytes of a malformed keyring and no other secret', async () => {
    const key = randomBytes(40).toString('hex');
    const KEYRING_FILE = keyringFile(key);
    const log = await logOf('worker', {
      ...{ DATABASE_URL, KEYRING_FILE, SESSION_SECRET: CANARY.repeat(2) },
      ...{ SPOTIFY_CLIENT_ID: 'client', SPOTIFY_CLIENT_SECRET: CANARY },
    });
    expect(log).toContain(KEYRING_FILE);
    expectNothingOf(log, key);
  });

  it('reports no bytes of a key with the wrong length', async () => {
    const key = randomBytes(40).toString('hex');
    const file = keyringFile(JSON.stringify({ active: 'k', keys: { k: key } }));
    const message = await openingError(file);
    expect(message).toContain(file);
    expectNothingOf(message, key);
  });

  it('reports no password of a database that does not answer', async () => {
    const key = randomBytes(32).toString('base64');
    const message = await openingError(keyringFile(JSON.stringify({ active: 'k', keys: { k: key } })));
    expect(message).toContain('127.0.0.1:1/nothing');
    expectNothingOf(message, key);
  });
});

function expectNothingOf(text: string, key: string): void {
  const encoded = Buffer.from(key).toString('base64').slice(0, 20);
  for (const secret of [CANARY, key, key.slice(0, 20), encoded]) expect(text).not.toContain(secret);
}
