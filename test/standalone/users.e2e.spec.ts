import { chmodSync, existsSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { copyProject } from '../support/project-copy.js';
import { runDirectory } from '../support/test-run.js';
import { until } from '../support/until.js';
import { Home } from './standalone.js';

/** With credentials of an app, only the databases are created: no simulator, no history. */
const APP = { SPOTIFY_CLIENT_ID: 'the-id', SPOTIFY_CLIENT_SECRET: 'the-secret' };
const SECRETS = ['keyring.json', 'session-secret', 'postgres-password'];

const asRoot = process.getuid?.() === 0 ? it : it.skip;
asRoot(
  'npm start keeps its databases outside of a checkout that only root may enter, and finds them again with all data',
  async () => {
    const home = await Home.open();
    const checkout = mkdtempSync(join(runDirectory(), 'checkout-'));
    chmodSync(checkout, 0o700);
    copyProject(checkout, ['dist', 'package.json', 'prisma'], /postgres/);
    const start = {
      command: ['node', join(checkout, 'dist/apps/standalone/src/main.js')],
      directory: checkout,
      environment: { ...APP, DATA_DIR: '.data' },
    } as const;
    const data = join(checkout, '.data');
    const applied = join(data, 'logs', 'migrate.log');
    const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    const first = home.start(start);
    await until(() => read(applied).includes('Applied '), 'the migrations are applied', 60_000);
    await home.query('CREATE TABLE kept AS SELECT 7 AS number', { data, database: 'headliner' });
    const migrations = read(applied);
    const secrets = SECRETS.map((name) => read(join(data, name)));
    expect(await first.stop()).toEqual({ code: 0, signal: null });

    const again = await home.run(start);
    const place = /Databases +(\S+)/.exec(again.logs)?.[1] ?? '';
    expect(place).toMatch(/^\/var\/lib\/headliner\//);
    expect(again.logs).toContain(`cannot pass through a parent of ${data}`);
    expect(lstatSync(join(data, 'postgres')).isSymbolicLink()).toBe(true);
    expect(realpathSync(join(data, 'postgres'))).toBe(place);
    const kept = await home.query('SELECT number FROM kept', { data, database: 'headliner' });
    expect(kept).toEqual([{ number: 7 }]);
    expect(read(applied)).toBe(`${migrations}The database is up to date.\n`);
    expect(SECRETS.map((name) => read(join(data, name)))).toEqual(secrets);
    expect(await again.stop()).toEqual({ code: 0, signal: null });
    for (const path of [place, checkout]) rmSync(path, { recursive: true });
    home.remove();
  },
  360_000,
);
