import { describe, expect, it } from '@jest/globals';
import { type Client, type OurProcess, setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { whileHeld } from './held.js';
import { mint, program, refusal, revoke } from './minting.js';

const stage = setStage();
const VIEWER = '{ viewer { id } }';
/** Of the right form, and known to nobody. */
const UNKNOWN = 'hdl_0000000000000000000000000002zMCsP';
const MISSPELT = 'hdl_0000000000000000000000000012zMCsP';
const SOON_MS = 1_000;

describe('what is sent as authorization and does not count never falls back on the cookie', () => {
  it.each([
    ['nothing', '', 'must be "Bearer hdl_…"'],
    ['a scheme alone', 'Bearer', 'must be "Bearer hdl_…"'],
    ['a scheme and spaces', 'Bearer   ', 'must be "Bearer hdl_…"'],
    ['two words', `Bearer ${UNKNOWN} ${UNKNOWN}`, 'must be "Bearer hdl_…"'],
    ['no scheme', UNKNOWN, 'must be "Bearer hdl_…"'],
    ['another scheme', 'Basic dXNlcjpwYXNzd29yZA==', 'must be "Bearer hdl_…"'],
    ["a token of Spotify's", 'Bearer BQdemoA1', 'is not an access token of Headliner'],
    ['half a token', 'Bearer hdl_00000000', 'is not an access token of Headliner'],
    ['a token copied badly', `Bearer ${MISSPELT}`, 'its checksum does not fit'],
    ['a token nobody knows', `Bearer ${UNKNOWN}`, 'is not known here'],
  ])('%s', async (_, authorization, message) => {
    await stage.client.signIn();
    stage.client.authorization = authorization;
    const said = refusal(await stage.client.graphql(VIEWER));
    expect(said).toContain('UNAUTHENTICATED: ');
    expect(said).toContain(message);
    stage.client.authorization = undefined;
    expect((await stage.client.graphql(VIEWER)).errors).toBeUndefined();
  });

  it('a typing error is told without asking the database', async () => {
    await whileHeld(stage.instance, 'LOCK TABLE access_token IN ACCESS EXCLUSIVE MODE', async () => {
      expect(refusal(await program(stage, MISSPELT).graphql(VIEWER))).toContain('its checksum does not fit');
    });
  });
});

describe('a token that is over', () => {
  it("has expired by PostgreSQL's clock, and can be told from one that nobody knows", async () => {
    await stage.client.signIn();
    const holder = program(stage, (await mint(stage.client, { expiresInDays: 2 })).secret);
    await stage.instance.advanceClock(2 * 86_400 - 60);
    expect((await holder.graphql(VIEWER)).errors).toBeUndefined();
    await stage.instance.advanceClock(60);
    expect(await firstRefusal(holder)).toContain('UNAUTHENTICATED: The access token has expired.');
  });

  it('fails on every replica within a second of being revoked', async () => {
    const second = await stage.instance.startApi();
    await stage.client.signIn();
    const { secret, accessToken } = await mint(stage.client);
    const holders = [stage.api, second].map((api) => holderAt(api, secret));
    await Promise.all(holders.map(busy));
    const revoking = await revoke(stage.client, accessToken.id);
    const revokedAt = performance.now();
    expect(revoking.errors).toBeUndefined();
    // A request that begins a second later or more fails, however long it then takes.
    const last = await Promise.all(holders.map(lastSuccess));
    for (const begunAt of last) expect(begunAt - revokedAt).toBeLessThan(SOON_MS);
    await second.stop();
  });

  it('goes with its listener', async () => {
    await stage.client.signIn();
    const holder = program(stage, (await mint(stage.client)).secret);
    expect((await holder.graphql(VIEWER)).errors).toBeUndefined();
    await stage.instance.sql('DELETE FROM listener');
    expect(await firstRefusal(holder)).toContain('UNAUTHENTICATED: ');
    expect(await stage.instance.sql('SELECT * FROM access_token')).toEqual([]);
  });
});

it('the cookie does not count for the page of another origin, which may send a token instead', async () => {
  await stage.client.signIn();
  const holder = program(stage, (await mint(stage.client)).secret);
  const ask = async (who: Client, origin: string): Promise<unknown> => {
    const response = await who.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ query: VIEWER }),
    });
    return response.json();
  };
  expect(await ask(stage.client, stage.api.url)).not.toHaveProperty('errors');
  expect(await ask(holder, 'https://elsewhere.example')).not.toHaveProperty('errors');
  for (const origin of ['https://elsewhere.example', 'http://127.0.0.1:1', 'null']) {
    expect(await ask(stage.client, origin)).toMatchObject({
      data: { viewer: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
});

it('no token is in any log, nor anywhere in the database', async () => {
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
  // Lines of everyday are written together, so that the last of them says that all are there.
  await stage.api.says('/nowhere');
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

/** Has a process just found out who holds the token, so that it knows without asking. */
async function busy(holder: Client): Promise<void> {
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

/** When the last request that was answered began; asks until none has been for as long as a second. */
async function lastSuccess(holder: Client): Promise<number> {
  const limit = performance.now() + 2 * SOON_MS;
  let last = 0;
  while (performance.now() < limit) {
    const begunAt = performance.now();
    if (!(await holder.graphql(VIEWER)).errors) last = begunAt;
  }
  return last;
}
