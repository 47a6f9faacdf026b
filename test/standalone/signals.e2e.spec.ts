import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCommand } from '../support/command.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';
import { Home, npmStart } from './standalone.js';

/** How a running one stops on signals is tested where others run it: addresses, keyring and real-mode, beside this file. */
describe('npm start, run by npm', () => {
  let home: Home;
  let database: TestDatabase;
  beforeAll(async () => {
    [home, database] = await Promise.all([Home.open(), createEmptyDatabase()]);
  });
  afterAll(async () => {
    await database?.drop();
    home.remove();
  });

  it.each<NodeJS.Signals>(['SIGINT', 'SIGHUP'])(
    'stops within 10 s on %s while it starts',
    async (signal) => {
      const app = { SPOTIFY_CLIENT_ID: 'the-id', SPOTIFY_CLIENT_SECRET: 'the-secret' };
      const running = home.start({ ...npmStart(), environment: { DATABASE_URL: database.url, ...app } });
      await running.untilOutput('Starting ...');
      const began = performance.now();
      process.kill(-running.pid, signal);
      await running.ended;
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(await home.left(['PORT', 'WORKER_PORT', 'SIMULATOR_PORT', 'EMBEDDED_POSTGRES_PORT'])).toEqual(
        [],
      );
    },
    60_000,
  );

  it('runs on the Node.js that the project brings, whatever started npm', async () => {
    const { ended, untilOutput } = startCommand(['npm', 'exec', '--offline', '--', 'node', '--version'], {
      directory: resolve('.'),
      environment: { HOME: home.directory, PATH: `/usr/local/bin:/usr/bin:/bin` },
    });
    await untilOutput('v24.');
    await ended;
  });
});
