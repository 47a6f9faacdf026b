import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type Client, type GraphqlAnswer, setStage } from '../support/index.js';
import { scrapeUntil } from '../support/scrape.js';
import { holdTable } from './held-table.js';

jest.setTimeout(120_000);

const stage = setStage({ SIGN_INS_PER_MINUTE: '1000' });
/** How many connections an API has. */
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

/** Has all of this asked at once, each `times` over. */
function askAll(clients: readonly Client[], times: number): Promise<GraphqlAnswer[]> {
  const asked = clients.flatMap((client) =>
    OPERATIONS.flatMap((operation) => Array.from({ length: times }, () => client.graphql(operation))),
  );
  expect(asked.length).toBeGreaterThan(5 * POOL);
  return Promise.all(asked);
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

/** What the sign-in answered in the end: who gets no connection is told so at either step. */
async function trySignIn(name: string): Promise<number> {
  const client = stage.instance.client(stage.api);
  const { status, headers } = await client.fetch('/auth/spotify');
  const consent = headers.get('location');
  if (consent === null) return status;
  return (await client.fetch(await stage.control.decide(consent, name, 'allow'))).status;
}

/** Every connection is free again, and what is asked now is answered. */
async function expectRecovery(client: Client): Promise<void> {
  const used = 'headliner_database_connections_used';
  expect((await scrapeUntil(stage.api, (found) => found.get(used) === 0)).get(used)).toBe(0);
  expect((await client.graphql('{ viewer { id } }')).errors).toBeUndefined();
}

describe('more requests than connections', () => {
  test('and a slow database: every one is answered, and none waits for another that waits for it', async () => {
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

  test('and a database that is at a standstill: every one is told so in the end', async () => {
    const clients = await signIn('demo_01', 'listener_1', 'listener_2');
    const release = await holdTable(stage.instance.database.url, 'listener');
    try {
      const answered = askAll(clients, 4);
      // Those that ask for this table wait for it in all of the pool's connections; the process itself does not.
      await delay(500);
      expect((await fetch(`${stage.api.url}/health/live`)).status).toBe(200);
      for (const { data, errors } of await answered) {
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
