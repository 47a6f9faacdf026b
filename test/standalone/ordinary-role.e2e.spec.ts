import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { ensureDatabase, migrate } from '#database';
import { startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { SimulatorControl } from '#simulator';
import { openDataDirectory } from '../../apps/standalone/src/data-directory/open-data-directory.js';
import { Client } from '../support/client.js';
import { Home } from './standalone.js';

describe('the role that npm start connects as', () => {
  let home: Home;
  beforeAll(async () => {
    home = await Home.open();
  });
  afterAll(() => home.remove());

  it('is an ordinary one that owns the database, also where an earlier release had made it', async () => {
    await makeAsEarlierReleases();
    const running = await home.run();
    const listener = new Client(
      home.address,
      new SimulatorControl(`http://127.0.0.1:${home.ports.SIMULATOR_PORT}`),
    );
    await listener.signIn();
    expect(await listener.graphql('{ topArtists(limit: 1) { source } }')).toMatchObject({
      data: { topArtists: { source: 'SPOTIFY' } },
    });

    const connections = await query<{ role: string; database: string; privileged: boolean; owns: boolean }>(`
      SELECT usename AS role, activity.datname AS database,
             rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS privileged,
             datdba = usesysid AS owns
        FROM pg_stat_activity AS activity
        JOIN pg_roles ON pg_roles.oid = usesysid
        JOIN pg_database ON pg_database.oid = datid
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`);
    // The API, the worker and its queue.
    expect(connections.length).toBeGreaterThanOrEqual(2);
    const ordinary = { role: 'headliner_app', database: 'headliner_demo', privileged: false, owns: true };
    expect(connections).toEqual(connections.map(() => ordinary));
    expect(await running.stop()).toEqual({ code: 0, signal: null });
  }, 180_000);

  async function makeAsEarlierReleases(): Promise<void> {
    const data = openDataDirectory(home.data);
    const server = await startPostgres({ directory: data.path, port: home.ports.EMBEDDED_POSTGRES_PORT });
    const databaseUrl = server.url('headliner_demo');
    await ensureDatabase({ databaseUrl });
    await migrate({ databaseUrl });
    await server.stop();
    data.close();
  }

  async function query<Row>(statement: string): Promise<Row[]> {
    const password = readFileSync(join(home.data, 'postgres-password'), 'utf8').trim();
    const server = { host: '127.0.0.1', port: home.ports.EMBEDDED_POSTGRES_PORT, database: 'postgres' };
    const client = new Postgres({ ...server, user: 'headliner', password });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  }
});
