import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Instance, spawnProcess } from '../support/index.js';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => instance?.close());

/** What a process says when it is started with these settings and gives up. */
async function refusal(name: 'api' | 'worker', settings: Record<string, string>): Promise<string> {
  const given = spawnProcess(name, '', { ...instance.settings, ...settings });
  const { code } = await given.ended;
  expect(code).toBe(1);
  return given.logs;
}

describe('a process that cannot use its settings ends at once', () => {
  it('and names all that are wrong, without a stack', async () => {
    const said = await refusal('worker', { WORKER_PORT: 'x', DATABASE_URL: '' });
    expect(said).toContain('  WORKER_PORT: a whole number from 1 to 65535\n');
    expect(said).toContain('  DATABASE_URL: missing; the address of a PostgreSQL');
    expect(said).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it('and names the file of a secret that cannot be read', async () => {
    const said = await refusal('api', { SESSION_SECRET: '', SESSION_SECRET_FILE: '/nowhere/secret' });
    expect(said).toContain('  SESSION_SECRET_FILE: the path of a readable text file; there is no such file');
  });

  it('and says what is wrong with the keyring', async () => {
    expect(await refusal('api', { KEYRING_FILE: '/nowhere/keyring.json' })).toContain(
      '/nowhere/keyring.json',
    );
    const file = instance.settings['KEYRING_FILE'] ?? '';
    chmodSync(file, 0o620);
    expect(await refusal('worker', {})).toContain('chmod 600');
  });
});
