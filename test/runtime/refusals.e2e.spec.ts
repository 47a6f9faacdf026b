import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../operators/operators-postgres.js';
import { Instance, spawnProcess } from '../support/index.js';

let instance: Instance;
beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(() => instance?.close());

describe('a place to listen that cannot be had is refused by the name of its setting:', () => {
  it.each([
    ['api', 'PORT', 'HOST'],
    ['worker', 'WORKER_PORT', 'WORKER_HOST'],
  ])('of the %s', async (app, portSetting, hostSetting) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    try {
      const refusalWith = (settings: Record<string, string>) =>
        refusalOf(
          spawnProcess(app, '', {
            ...instance.settings,
            PUBLIC_URL: 'https://charts.example.org',
            [portSetting]: port,
            ...settings,
          }),
        );
      expect(await refusalWith({})).toContain(`${portSetting}: a free port; ${port} on 127.0.0.1 is in use`);
      expect(await refusalWith({ [hostSetting]: '203.0.113.7' })).toContain(
        `${hostSetting}: an address of this machine; 203.0.113.7 is not one`,
      );
    } finally {
      other.close();
    }
  });
});

it('a cron expression that never fires is refused by the name of its setting', async () => {
  const settings = { ...instance.settings, SNAPSHOT_TICK_CRON: '0 0 31 2 *' };
  expect(await refusalOf(spawnProcess('worker', '', settings))).toMatch(
    /SNAPSHOT_TICK_CRON: .*names a date that never comes/,
  );
});
