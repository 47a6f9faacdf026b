import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Instance, type OurProcess } from '../support/index.js';
import { scrape } from '../support/scrape.js';
import { SharedPostgres } from '../support/shared-postgres.js';
import { migrateWell } from './operators-postgres.js';

let postgres: SharedPostgres;
let instance: Instance;
const processes: OurProcess[] = [];

beforeAll(async () => {
  [postgres, instance] = await Promise.all([SharedPostgres.ofRun(), Instance.open()]);
});
afterAll(async () => {
  for (const one of processes) await one.stop();
  await instance?.close();
});

async function startApi(name: string, settings: Readonly<Record<string, string>> = {}): Promise<OurProcess> {
  const url = await postgres.makeDatabase(name);
  await migrateWell(url);
  const api = await instance.startApi({ DATABASE_URL: url, ...settings });
  processes.push(api);
  return api;
}

/** Counts the connections of clients to a database. PostgreSQL's own autovacuum connects to it too, and is left out. */
async function connectionsOf(database: string): Promise<number> {
  const rows = await postgres.sql(
    `SELECT FROM pg_stat_activity WHERE datname = '${database}' AND backend_type = 'client backend'`,
  );
  return rows.length;
}

const QUESTION = '{ viewer { id accessTokens { name } coverage(range: SHORT_TERM) { gapCount } } }';

describe('a role with fewer connections than the pool may open', () => {
  let api: OurProcess;
  beforeAll(async () => {
    api = await startApi('few_connections');
  });

  it('has every request answered by those that it has', async () => {
    await postgres.sql('ALTER ROLE few_connections CONNECTION LIMIT 3');
    const clients = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const client = instance.client(api);
        expect((await client.signIn(`listener_${index + 1}`)).status).toBe(303);
        return client;
      }),
    );
    const answers = await Promise.all(
      clients.flatMap((client) => Array.from({ length: 6 }, () => client.graphql(QUESTION))),
    );
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
    expect(await connectionsOf('few_connections')).toBeLessThanOrEqual(3);
  });

  it('gets 503 with Retry-After while no connection is free, and is served as soon as one is', async () => {
    await postgres.sql('ALTER ROLE few_connections CONNECTION LIMIT -1');
    const held = new Client({ connectionString: postgres.url('few_connections'), application_name: 'other' });
    await held.connect();
    await postgres.sql('ALTER ROLE few_connections CONNECTION LIMIT 1');
    await postgres.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE usename = 'few_connections' AND application_name <> 'other'`,
    );
    const page = await fetch(`${api.url}/auth/spotify`, { redirect: 'manual' });
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await fetch(`${api.url}/health/ready`)).status).toBe(503);
    const client = instance.client(api);
    const signIn = client.signIn();
    await held.end();
    expect((await signIn).status).toBe(303);
    expect((await client.graphql(QUESTION)).errors).toBeUndefined();
  });
});

describe('DATABASE_POOL_SIZE', () => {
  it('is the most connections that a process opens', async () => {
    const api = await startApi('small_pool', { DATABASE_POOL_SIZE: '2' });
    const client = instance.client(api);
    await client.signIn();
    const answers = await Promise.all(Array.from({ length: 40 }, () => client.graphql(QUESTION)));
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
    expect(await connectionsOf('small_pool')).toBeLessThanOrEqual(2);
    expect((await scrape(api)).get('headliner_database_connections_max')).toBe(2);
  });
});
