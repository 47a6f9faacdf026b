import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnvironmentError, readEnvironment } from '#runtime';
import { workerEnv } from '../../apps/worker/src/worker.env.js';
import { refusalOf } from '../operators/operators-postgres.js';
import { Instance, spawnProcess } from '../support/index.js';

let instance: Instance;
beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(() => instance?.close());

// listening.spec.ts shows every kind of refusal; here are one of the API and one of the worker.
describe('a process that cannot listen', () => {
  it('names PORT when the port of the API is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const PORT = String(typeof address === 'object' && address ? address.port : 0);
    try {
      expect(await refusalOf(spawnProcess('api', '', { ...instance.settings, PORT }))).toContain(
        `PORT: a free port; ${PORT} on 127.0.0.1 is in use`,
      );
    } finally {
      other.close();
    }
  });

  it('names WORKER_HOST when the worker is to listen at an address of another machine', async () => {
    const settings = { ...instance.settings, WORKER_HOST: '203.0.113.7' };
    expect(await refusalOf(spawnProcess('worker', '', settings))).toContain(
      'WORKER_HOST: an address of this machine; 203.0.113.7 is not one',
    );
  });
});

it('the worker refuses a cron expression that never fires, by the name of its setting', () => {
  const settings = { ...instance.settings, SNAPSHOT_TICK_CRON: '0 0 31 2 *' };
  const read = (): unknown => readEnvironment(workerEnv, settings);
  expect(read).toThrow(EnvironmentError);
  expect(read).toThrow(/SNAPSHOT_TICK_CRON: .*names a date that never comes/);
});
