import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '#database';
import { openDataDirectory } from '../../apps/standalone/src/data-directory.js';
import { prepareDatabase, startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { createTestDatabase } from '../support/test-database.js';
import { Home, type PortSetting } from './standalone.js';

describe('npm start', () => {
  let home: Home;
  beforeAll(async () => {
    home = await Home.open();
  });
  afterAll(() => home.remove());

  const refusal = async (
    environment: Readonly<Record<string, string>>,
    taken: readonly PortSetting[] = [],
  ): Promise<string> => {
    const started = home.start({ environment });
    expect(await started.ended).toEqual({ code: 1, signal: null });
    expect(await home.listening()).toEqual(taken);
    return started.logs;
  };

  it.each<[string, PortSetting[]]>([
    ['of its processes', ['PORT', 'WORKER_PORT', 'SIMULATOR_PORT']],
    ['of PostgreSQL', ['EMBEDDED_POSTGRES_PORT']],
  ])('refuses to start if ports %s are in use, and names the setting of each', async (_whose, settings) => {
    const others = settings.map((setting) => createServer().listen(home.ports[setting], '127.0.0.1'));
    await Promise.all(others.map((other) => once(other, 'listening')));
    try {
      const logs = await refusal({}, settings);
      for (const setting of settings)
        expect(logs).toContain(`${setting}: a free port; ${home.ports[setting]} on 127.0.0.1 is in use`);
      expect(logs).not.toMatch(/^ +at /m);
    } finally {
      for (const other of others) other.close();
    }
  });

  it('refuses an ID without its secret, and does not print it', async () => {
    const logs = await refusal({ SPOTIFY_CLIENT_ID: 'the-value-given' });
    expect(logs).toContain('SPOTIFY_CLIENT_SECRET: missing');
    expect(logs).not.toContain('the-value-given');
  });

  it('refuses an empty keyring and does not touch it', async () => {
    const file = join(home.data, 'keyring.json');
    const before = readFileSync(file);
    writeFileSync(file, '');
    const logs = await refusal({});
    expect(logs).toContain(`The keyring ${file} is empty. Restore a copy of it.`);
    expect(logs).not.toMatch(/^ +at /m);
    expect(readFileSync(file, 'utf8')).toBe('');
    writeFileSync(file, before);
  });

  it("prints the API's message for an invalid setting", async () => {
    const logs = await refusal({ PUBLIC_URL: 'http://localhost:3000' });
    expect(logs).toContain('PUBLIC_URL');
    expect(logs).toContain('127.0.0.1');
  }, 60_000);

  it('refuses demo data in a database of real data and changes nothing', async () => {
    const database = await createTestDatabase();
    const logs = await refusal({ DATABASE_URL: database.url });
    expect(logs).toContain('DATABASE_URL: this database holds real data');
    expect(logs).not.toContain(new URL(database.url).password);
    await database.drop();
  }, 60_000);

  it('refuses a data directory of another version and says what to do', async () => {
    const migrationsPath = join(home.directory, 'migrations');
    mkdirSync(join(migrationsPath, '1_other'), { recursive: true });
    writeFileSync(join(migrationsPath, '1_other', 'migration.sql'), 'CREATE TABLE listener (id int)');
    // It has PostgreSQL's files since the refusal of its port, and no database.
    const data = openDataDirectory(home.data);
    const server = await startPostgres({ directory: data.path, port: 0 });
    const databaseUrl = await prepareDatabase((name) => server.url(name), 'headliner_demo');
    await migrate({ databaseUrl, migrationsPath });
    await server.stop();
    data.close();

    const logs = await refusal({});
    expect(logs).toContain('was made by another version of Headliner: its migration 1_other');
    expect(logs).toContain('Start with an empty database (npm start: another DATA_DIR)');
    expect(logs).not.toMatch(/^ +at /m);
  }, 120_000);
});
