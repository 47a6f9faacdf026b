import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, Instance, type OurProcess, spawnProcess } from '../support/index.js';
import { until } from '../support/until.js';
import { SharedPostgres } from '../support/shared-postgres.js';
import { migrateWell, refusalOf, startJob } from './operators-postgres.js';

/** Settings of servers, databases and roles that could change how SQL reads or writes values. */
const FOREIGN = [
  "DateStyle = 'German, DMY'",
  "IntervalStyle = 'sql_standard'",
  "TimeZone = 'Asia/Kolkata'",
  "bytea_output = 'escape'",
  'extra_float_digits = -15',
  'standard_conforming_strings = off',
  "default_transaction_isolation = 'serializable'",
  'default_transaction_deferrable = on',
  "idle_in_transaction_session_timeout = '1ms'",
  "idle_session_timeout = '50ms'",
  "statement_timeout = '1ms'",
  "lock_timeout = '1ms'",
  "search_path = 'pg_catalog'",
];

const EVERYTHING = `{
  viewer { displayName timezone connection { status } accessTokens { name expiresAt lastUsedAt }
    coverage(range: SHORT_TERM) { since snapshotCount gaps { day reason } } }
  topArtists(range: SHORT_TERM) { source entries { rank artist { name } } }
  medium: topArtists(range: MEDIUM_TERM) { source }
  chart(range: SHORT_TERM) { day takenAt entries { rank artist { name } } }
  momentum { __typename }
}`;

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

async function start(name: 'startApi' | 'startWorker', databaseUrl: string): Promise<OurProcess> {
  const started = await instance[name]({ DATABASE_URL: databaseUrl, SNAPSHOT_TICK_CRON: '0 0 1 1 *' });
  processes.push(started);
  return started;
}

/** Returns the data of an operation; fails on errors. */
async function ask(client: Client, operation: string): Promise<Record<string, unknown>> {
  const { data, errors } = await client.graphql(operation);
  expect(errors).toBeUndefined();
  return data ?? {};
}

const SNAPSHOT = 'mutation { takeSnapshot { day results { outcome } } }';
/** The worker may have taken them already, since a sign-in queues them too. */
const taken = { results: Array(3).fill({ outcome: expect.stringMatching(/^(ALREADY_)?TAKEN$/) }) };

describe('a database whose settings are meant for other programs', () => {
  const database = 'foreign_settings';
  let url: string;
  let api: OurProcess;
  beforeAll(async () => {
    await postgres.makeDatabase(database, FOREIGN);
    url = postgres.url(database, database, '?schema=charts');
    await migrateWell(url);
    api = await start('startApi', url);
    await start('startWorker', url);
  });

  it('serves sign-ins, lists, snapshots, charts, export, import and account deletion as any other', async () => {
    const people = await Promise.all(
      ['demo_01', 'listener_1'].map(async (name) => {
        const client = instance.client(api);
        expect((await client.signIn(name)).status).toBe(303);
        return client;
      }),
    );
    for (const client of people) {
      expect(await ask(client, SNAPSHOT)).toMatchObject({ takeSnapshot: taken });
      await ask(client, 'mutation { createAccessToken(input: { name: "one" }) { secret } }');
      await ask(
        client,
        'mutation { updateSettings(input: { timezone: "Europe/Berlin" }) { viewer { id } } }',
      );
      const { chart } = await ask(client, EVERYTHING);
      expect(chart).toMatchObject({ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
      const exported = await client.fetch('/export');
      const imported = await client.fetch('/import', {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson', origin: client.origin },
        body: await exported.text(),
      });
      expect([exported.status, imported.status]).toEqual([200, 200]);
      expect(await imported.json()).toMatchObject({ snapshots: { added: 0, kept: 3 } });
      expect(await ask(client, 'mutation { deleteAccount(confirm: true) { deletedAt } }')).toMatchObject({
        deleteAccount: { deletedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
      });
    }
  });

  it('completes a key rotation', async () => {
    const job = startJob('reencrypt', { ...instance.settings, DATABASE_URL: url });
    expect([(await job.ended).code, job.logs]).toEqual([0, expect.stringContaining('Done.')]);
  });

  it('shows by application_name which process a connection belongs to', async () => {
    await instance.client(api).fetch('/health/ready');
    const shown = async (): Promise<string[]> => {
      const rows = await postgres.sql<{ name: string }>(
        `SELECT DISTINCT application_name AS name FROM pg_stat_activity
         WHERE datname = '${database}' ORDER BY 1`,
      );
      return rows.map(({ name }) => name);
    };
    await until(
      async () => (await shown()).join() === 'headliner-api,headliner-worker',
      'both have a connection of their own name',
    );
  });

  it('holds two instances apart by ?schema=, queues included', async () => {
    const inPublic = "SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'pgboss')";
    expect(await postgres.sql(inPublic, database)).toEqual([]);
    const other = postgres.url(database);
    await migrateWell(other);
    const otherApi = await start('startApi', other);
    const [client, otherClient] = [instance.client(api), instance.client(otherApi)];
    await client.signIn('demo_01');
    await otherClient.signIn('listener_1');
    expect(await ask(client, SNAPSHOT)).toMatchObject({ takeSnapshot: taken });
    // The other instance has no worker: its job waits, and the worker of the first does not take it.
    const waiting = otherClient.graphql(SNAPSHOT);
    const jobs = "SELECT id FROM pgboss.job WHERE state < 'completed'";
    await until(async () => (await postgres.sql(jobs, database)).length === 1, 'a job');
    expect((await waiting).errors ?? []).toEqual([]);
    const listeners = (schema: string) => postgres.sql(`SELECT spotify_id FROM ${schema}.listener`, database);
    expect(await listeners('charts')).toEqual([{ spotify_id: 'demo_01' }]);
    expect(await listeners('public')).toEqual([{ spotify_id: 'listener_1' }]);
    await ask(otherClient, 'mutation { deleteAccount(confirm: true) { deletedAt } }');
    expect(await postgres.sql(jobs, database)).toEqual([]);
  });
});

describe('a database in LATIN1', () => {
  it('is refused by every process, with the statement that creates a suitable one', async () => {
    const name = 'latin_encoding';
    const url = await postgres.makeDatabase(name, [], "ENCODING LATIN1 LOCALE 'C' TEMPLATE template0");
    const settings = { ...instance.settings, DATABASE_URL: url, PORT: '1', WORKER_PORT: '1' };
    const refusals = await Promise.all([
      refusalOf(startJob('main', settings)),
      refusalOf(startJob('reencrypt', settings)),
      refusalOf(spawnProcess('api', '', settings)),
      refusalOf(spawnProcess('worker', '', settings)),
    ]);
    for (const refusal of refusals) {
      expect(refusal).toContain(`Headliner cannot use the database 127.0.0.1:${postgres.port}/${name}`);
      expect(refusal).toContain('its encoding is LATIN1');
      expect(refusal).toContain("CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
    }
  });
});
