import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type Client, type OurProcess, setStage } from '../support/index.js';
import { RawConnection } from '../support/raw-connection.js';
import { until } from '../support/until.js';
import { whileHeld } from './held.js';
import { mint, program, refusal, revoke } from './minting.js';

const stage = setStage();
const VIEWER = '{ viewer { id } }';
/** A well-formed access token that was never issued. */
const UNKNOWN = 'hdl_0000000000000000000000000002zMCsP';
const MISSPELT = 'hdl_0000000000000000000000000012zMCsP';
const SOON_MS = 1_000;

describe('an invalid Authorization header', () => {
  it.each([
    ['an empty value', '', 'must be "Bearer hdl_…"'],
    ['a scheme without a token', 'Bearer', 'must be "Bearer hdl_…"'],
    ['a scheme followed by spaces', 'Bearer   ', 'must be "Bearer hdl_…"'],
    ['two tokens', `Bearer ${UNKNOWN} ${UNKNOWN}`, 'must be "Bearer hdl_…"'],
    ['a token without a scheme', UNKNOWN, 'must be "Bearer hdl_…"'],
    ['another scheme', 'Basic dXNlcjpwYXNzd29yZA==', 'must be "Bearer hdl_…"'],
    ['a Spotify token', 'Bearer BQdemoA1', 'is not an access token of Headliner'],
    ['a truncated token', 'Bearer hdl_00000000', 'is not an access token of Headliner'],
    ['a token with a typing error', `Bearer ${MISSPELT}`, 'its checksum does not fit'],
    ['a token that was never issued', `Bearer ${UNKNOWN}`, 'is not known here'],
  ])('is refused despite a session cookie: %s', async (_, authorization, message) => {
    await stage.client.signIn();
    stage.client.authorization = authorization;
    const refused = refusal(await stage.client.graphql(VIEWER));
    expect(refused).toContain('UNAUTHENTICATED: ');
    expect(refused).toContain(message);
    stage.client.authorization = undefined;
    expect((await stage.client.graphql(VIEWER)).errors).toBeUndefined();
  });

  it('is refused for a wrong checksum without reading the access tokens in the database', async () => {
    await whileHeld(stage.instance, 'LOCK TABLE access_token IN ACCESS EXCLUSIVE MODE', async () => {
      expect(refusal(await program(stage, MISSPELT).graphql(VIEWER))).toContain('its checksum does not fit');
    });
  });
});

describe('an access token', () => {
  it("expires by PostgreSQL's clock, and is then refused with a message that says so", async () => {
    await stage.client.signIn();
    const holder = program(stage, (await mint(stage.client, { expiresInDays: 2 })).secret);
    await stage.instance.advanceClock(2 * 86_400 - 60);
    expect((await holder.graphql(VIEWER)).errors).toBeUndefined();
    await stage.instance.advanceClock(60);
    expect(await firstRefusal(holder)).toContain('UNAUTHENTICATED: The access token has expired.');
  });

  it('is refused on every replica within a second of being revoked', async () => {
    const second = await stage.instance.startApi();
    await stage.client.signIn();
    const { secret, accessToken } = await mint(stage.client);
    const holders = [stage.api, second].map((api) => holderAt(api, secret));
    await Promise.all(holders.map(warmUp));
    const revoking = await revoke(stage.client, accessToken.id);
    const revokedAt = performance.now();
    expect(revoking.errors).toBeUndefined();
    // Every request that begins at least a second after the revocation fails.
    const last = await Promise.all(holders.map(lastSuccess));
    for (const begunAt of last) expect(begunAt - revokedAt).toBeLessThan(SOON_MS);
    await second.stop();
  });

  it('is refused once it was revoked, even if the head of the request was sent before', async () => {
    await stage.client.signIn();
    const { secret, accessToken } = await mint(stage.client, { scope: 'WRITE' });
    const holder = program(stage, secret);
    const pause = 'mutation { updateSettings(input: { snapshotsPaused: true }) { viewer { id } } }';
    const body = JSON.stringify({ query: pause });
    const connection = await RawConnection.open(stage.api.url);
    // The API knows the token while the head arrives.
    await warmUp(holder);
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
      Authorization: `Bearer ${secret}`,
    };
    connection.request('POST', '/graphql', headers, body.slice(0, 10));
    await connection.sent();
    expect((await revoke(stage.client, accessToken.id)).errors).toBeUndefined();
    await lastSuccess(holder);
    connection.send(body.slice(10));
    expect((await connection.answer()).body).toContain('UNAUTHENTICATED');
    connection.close();
    expect((await stage.client.graphql('{ viewer { snapshotsPaused } }')).data).toEqual({
      viewer: { snapshotsPaused: false },
    });
  });

  it("is deleted with its listener's account", async () => {
    await stage.client.signIn();
    const holder = program(stage, (await mint(stage.client)).secret);
    expect((await holder.graphql(VIEWER)).errors).toBeUndefined();
    await stage.instance.sql('DELETE FROM listener');
    expect(await firstRefusal(holder)).toContain('UNAUTHENTICATED: ');
    expect(await stage.instance.sql('SELECT * FROM access_token')).toEqual([]);
  });
});

it('a request from another origin is refused with a session cookie and allowed with an access token', async () => {
  await stage.client.signIn();
  const holder = program(stage, (await mint(stage.client)).secret);
  const send = async (who: Client, origin: string): Promise<unknown> => {
    const response = await who.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ query: VIEWER }),
    });
    return response.json();
  };
  expect(await send(stage.client, stage.api.url)).not.toHaveProperty('errors');
  expect(await send(holder, 'https://elsewhere.example')).not.toHaveProperty('errors');
  for (const origin of ['https://elsewhere.example', 'http://127.0.0.1:1', 'null']) {
    expect(await send(stage.client, origin)).toMatchObject({
      data: { viewer: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
});

it('the secret of an access token appears neither in the logs nor in the database', async () => {
  await stage.client.signIn();
  const { secret, accessToken } = await mint(stage.client, { scope: 'READ' });
  const holder = program(stage, secret);
  const answers = [
    await holder.graphql('{ viewer { accessTokens { id name } } }'),
    await holder.graphql('mutation { takeSnapshot { day } }'),
    await holder.graphql(`{ viewer(token: "x") { id } }`),
    await stage.client.graphql('{ viewer { accessTokens { id name } } }'),
    await revoke(stage.client, accessToken.id),
  ];
  await holder.fetch(`/nowhere?token=${secret}`);
  // Log lines are flushed in order, so once this one is there, all earlier ones are.
  await stage.api.untilOutput('/nowhere');
  const dump = await stage.instance.sql<{ dump: string }>(
    `SELECT query_to_xml(format('SELECT * FROM %I.%I', table_schema, table_name), true, false, '')::text AS dump
     FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(dump.length).toBeGreaterThan(10);
  const everything = [stage.api.logs, JSON.stringify(answers), ...dump.map((row) => row.dump)].join('\n');
  expect(everything).toContain('/nowhere');
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain(secret.slice(4, 31));
});

function holderAt(api: OurProcess, secret: string): Client {
  const client = stage.instance.client(api);
  client.authorization = `Bearer ${secret}`;
  return client;
}

/** Makes an API process cache the access token. */
async function warmUp(holder: Client): Promise<void> {
  expect((await holder.graphql(VIEWER)).errors).toBeUndefined();
}

async function firstRefusal(holder: Client): Promise<string> {
  let refused = '';
  await until(async () => {
    const answer = await holder.graphql(VIEWER);
    if (answer.errors) refused = refusal(answer);
    return refused !== '';
  }, 'the access token is refused');
  return refused;
}

/** Sends 50 requests per second for two seconds, and returns when the last successful one began. */
async function lastSuccess(holder: Client): Promise<number> {
  const limit = performance.now() + 2 * SOON_MS;
  let last = 0;
  while (performance.now() < limit) {
    const begunAt = performance.now();
    if (!(await holder.graphql(VIEWER)).errors) last = begunAt;
    await delay(20);
  }
  return last;
}
