import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '#runtime';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { defaultSettings } from '../support/default-settings.js';
import { spawnProcess } from '../support/index.js';

describe('a process that cannot use its settings', () => {
  it('ends at once and names every wrong setting, without a stack trace', async () => {
    const settings = { ...defaultSettings('', 'http://127.0.0.1:1'), WORKER_PORT: 'x' };
    const worker = spawnProcess('worker', '', settings);
    expect((await worker.ended).code).toBe(1);
    expect(worker.logs).toContain('  WORKER_PORT: a whole number from 1 to 65535\n');
    expect(worker.logs).toContain('  DATABASE_URL: missing; the address of a PostgreSQL');
    expect(worker.logs).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it('names the file of a secret that cannot be read', () => {
    const settings = { SESSION_SECRET: '', SESSION_SECRET_FILE: '/nowhere/secret' };
    expect(() => readEnvironment(apiEnv, settings)).toThrow(
      'SESSION_SECRET_FILE: the path of a readable text file; there is no such file',
    );
  });
});
