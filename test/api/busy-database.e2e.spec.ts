import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type Client, type GraphqlAnswer, setStage } from '../support/index.js';
import { scrapeUntil } from '../support/scrape.js';
import { holdTable } from './held-table.js';

jest.setTimeout(120_000);

const stage = setStage({ SIGN_INS_PER_MINUTE: '1000' });
/** The size of an API process's connection pool. */
const POOL = 10;
const OPERATIONS = [
  '{ viewer { id connection { status } accessTokens { id } } }',
  '{ topArtists(range: SHORT_TERM) { source } }',
  '{ topArtists(range: LONG_TERM) { source } }',
  '{ viewer { coverage(range: SHORT_TERM) { gapCount } } chart(range: SHORT_TERM) { depth } }',
  'mutation { updateSettings(input: { timezone: "Europe/Berlin" }) { viewer { timezone } } }',
  'mutation { createAccessToken(input: { name: "busy" }) { accessToken { id } } }',
];

afterEach(() => stage.instance.setClock());

/** Sends every operation `times` times for each client, all at once. */
function askAll(clients: readonly Client[], times: number): Promise<GraphqlAnswer[]> {
  const requests = clients.flatMap((client) =>
    OPERATIONS.flatMap((operation) => Array.from({ length: times }, () => client.graphql(operation))),
  );
  expect(requests.length).toBeGreaterThan(5 * POOL);
  return Promise.all(requests);
}

async function signIn(...names: string[]): Promise<Client[]> {
  return Promise.all(
    names.map(async (name) => {
      const client = stage.instance.client(stage.api);
      await client.signIn(name);
      return client;
    }),
  );
}

/** Returns the final status of a sign-in. Either step may fail without a database connection. */
async function trySignIn(name: string): Promise<number> {
  const client = stage.instance.client(stage.api);
  const { status, headers } = await client.fetch('/auth/spotify');
  const consent = headers.get('location');
  if (consent === null) return status;
  return (await client.fetch(await stage.control.decide(consent, name, 'allow'))).status;
}

/** Expects all connections to be free and a new request to succeed. */
async function expectRecovery(client: Client): Promise<void> {
  const used = 'headliner_database_connections_used';
  expect((await scrapeUntil(stage.api, (metrics) => metrics.get(used) === 0)).get(used)).toBe(0);
  expect((await client.graphql('{ viewer { id } }')).errors).toBeUndefined();
}

describe('an API with more requests than database connections', () => {
  test('answers every request from a slow database, without a deadlock', async () => {
    const clients = await signIn('demo_01', 'listener_1', 'listener_2');
    await stage.instance.sql(
      `CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE plpgsql STABLE
       AS $$ BEGIN PERFORM pg_sleep(0.03); RETURN now(); END $$`,
    );
    const [answers, ...signedIn] = await Promise.all([
      askAll(clients, 4),
      ...Array.from({ length: 2 * POOL }, (_, index) => trySignIn(`listener_${100 + index}`)),
    ]);
    for (const { data, errors } of answers) {
      expect(errors ?? data).toBeTruthy();
      for (const { extensions } of errors ?? []) expect(extensions.code).toBe('INTERNAL');
    }
    expect(answers.filter(({ errors }) => !errors).length).toBeGreaterThan(0);
    for (const status of signedIn) expect([303, 503]).toContain(status);
    await stage.instance.advanceClock(1);
    const [first] = clients;
    if (first) await expectRecovery(first);
  });

  test('stays live and answers every request while a table is locked, and recovers afterwards', async () => {
    const clients = await signIn('demo_01', 'listener_1', 'listener_2');
    const release = await holdTable(stage.instance.database.url, 'listener');
    try {
      const pending = askAll(clients, 4);
      // Requests that wait for this table hold every connection of the pool; the process stays responsive.
      await delay(500);
      expect((await fetch(`${stage.api.url}/health/live`)).status).toBe(200);
      for (const { data, errors } of await pending) {
        expect(errors ?? data).toBeTruthy();
        for (const { extensions } of errors ?? []) expect(extensions.code).toBe('INTERNAL');
      }
    } finally {
      await release();
    }
    const [first] = clients;
    if (first) await expectRecovery(first);
  });
});
