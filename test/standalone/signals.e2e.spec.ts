import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCommand, type RunningCommand } from '../support/command.js';
import { linkCheckout } from '../support/project-copy.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';
import { runDirectory } from '../support/test-run.js';
import { Home, type StartOptions } from './standalone.js';

describe('npm start, run by npm', () => {
  let home: Home;
  let npmStart: StartOptions;
  let database: TestDatabase;
  beforeAll(async () => {
    home = await Home.open();
    const directory = mkdtempSync(join(runDirectory(), 'checkout-'));
    linkCheckout(directory);
    database = await createEmptyDatabase();
    const app = { SPOTIFY_CLIENT_ID: 'the-id', SPOTIFY_CLIENT_SECRET: 'the-secret' };
    const environment = { DATABASE_URL: database.url, ...app };
    npmStart = { command: ['npm', 'start'], directory, ownGroup: true, environment };
  });
  afterAll(async () => {
    await database?.drop();
    home.remove();
  });

  const ends = async (running: RunningCommand, began: number): Promise<void> => {
    await running.ended;
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(running.logs).toContain('Stopped. Your data is kept.');
    expect(await home.listening()).toEqual([]);
  };

  it.each<[string, NodeJS.Signals, (pid: number) => number]>([
    ['Ctrl-C, which signals the whole process group', 'SIGINT', (pid) => -pid],
    ['SIGTERM to npm alone', 'SIGTERM', (pid) => pid],
    ['SIGHUP, when its terminal is closed', 'SIGHUP', (pid) => -pid],
  ])(
    'stops within 10 s on %s',
    async (_what, signal, target) => {
      const running = await home.run(npmStart);
      const began = performance.now();
      process.kill(target(running.pid), signal);
      await ends(running, began);
    },
    90_000,
  );

  it.each<NodeJS.Signals>(['SIGINT', 'SIGHUP'])(
    'stops within 10 s on %s while it starts',
    async (signal) => {
      const running = home.start(npmStart);
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
