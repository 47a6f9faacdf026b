import { beforeEach, describe, expect, it } from '@jest/globals';
import { logStatements, setStage } from '../support/index.js';
import { mint, program, refusal } from './minting.js';
import { importLists } from './portable-history.js';
import { withStatements } from './sent-statements.js';
import { createShare, revokeShare } from './sharing.js';

const ANONYMOUS_LIMIT = 20;
const stage = setStage({
  NODE_OPTIONS: logStatements,
  TRUSTED_PROXIES: '1',
  ANONYMOUS_REQUESTS_PER_MINUTE: String(ANONYMOUS_LIMIT),
});

const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'];
const SHARED = 'query ($token: String!) { sharedChart(token: $token) { title chart { day } } }';

interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Sends a query without a sign-in from an address, and returns the response without what differs between any two. */
async function send(address: string, query: string, variables: object = {}): Promise<Received> {
  const response = await fetch(`${stage.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ query, variables }),
  });
  const { 'x-request-id': id, date, ...headers } = Object.fromEntries(response.headers);
  expect([id, date]).toEqual([expect.any(String), expect.any(String)]);
  return { status: response.status, headers, body: await response.json() };
}

/** Returns the statements of one request. */
async function statementsOf(request: () => Promise<unknown>): Promise<string[]> {
  return (await withStatements(stage, request)).statements;
}

beforeEach(async () => {
  await stage.client.signIn();
  await importLists(stage.client, { '2019-03-04': 'ABC…', '2019-03-12': 'BA…' });
});

describe('sharedChart with a token that opens nothing', () => {
  it('gets the same response after the same statement, whatever the token is', async () => {
    const [live, revoked, expired] = [
      await createShare(stage.client, { title: 'Live' }),
      await createShare(stage.client),
      await createShare(stage.client),
    ];
    await revokeShare(stage.client, revoked.id);
    await stage.instance.sql('UPDATE share SET expires_at = clock_now() WHERE id = $1', [expired.id]);
    const accessToken = (await mint(stage.client)).secret;
    const tokens = {
      ...{ unknown: '0123456789ABCDEFGHIJKLMNOPQ', revoked: revoked.token, expired: expired.token },
      ...{ empty: '', blank: ' ', overlong: 'x'.repeat(50_000), id: live.id, url: live.url, accessToken },
      ...{ lowerCase: live.token.toLowerCase(), padded: ` ${live.token}`, broken: `${live.token}\n` },
      ...{
        encoded: encodeURIComponent('é/../%00'),
        emoji: '🎵',
        control: '\u0001',
        quote: "' OR true --",
      },
    };
    const answers: Record<string, unknown> = {};
    let number = 0;
    for (const [name, token] of Object.entries(tokens)) {
      const address = `192.0.2.${(number += 1)}`;
      const statements = await statementsOf(async () => {
        answers[name] = await send(address, SHARED, { token });
      });
      expect([name, statements]).toEqual([name, [expect.stringContaining('token_hash')]]);
    }
    const { unknown } = answers;
    expect(unknown).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        data: { sharedChart: null },
        errors: [
          {
            message: 'This link does not work. It may have expired or been revoked.',
            extensions: { code: 'NOT_FOUND' },
          },
        ],
      },
    });
    for (const [name, answer] of Object.entries(answers)) expect([name, answer]).toEqual([name, unknown]);
    expect((await send('192.0.2.99', SHARED, { token: live.token })).body).toEqual({
      data: { sharedChart: { title: 'Live', chart: { day: '2019-03-12' } } },
    });
  });

  it('is refused without a statement if PostgreSQL cannot store the token, as any argument is', async () => {
    for (const token of ['\0', '\uD800']) {
      const statements = await statementsOf(async () => {
        const { body } = await send('198.51.100.1', SHARED, { token });
        expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      });
      expect(statements).toEqual([]);
    }
  });
});

describe('sharedChart without a sign-in', () => {
  it('obeys the limits of cost, depth and aliases, without a statement beyond them', async () => {
    const { token } = await createShare(stage.client);
    const history = 'rankHistory(range: SHORT_TERM, interval: DAY) { day }';
    const comparedTo = 'comparedTo { '.repeat(6);
    const parts = {
      COST: `sharedChart(token: "${token}") { chart { entries { artist { ${history} } } } }`,
      DEPTH: `sharedChart(token: "${token}") { chart { ${comparedTo} day ${'}'.repeat(6)} } }`,
      ALIASES: Array.from({ length: 16 }, (_, at) => `a${at}: sharedChart(token: "${token}") { title }`).join(
        ' ',
      ),
    };
    for (const [limit, part] of Object.entries(parts)) {
      const statements = await statementsOf(async () => {
        const { status, body } = await send('198.51.100.2', `{ ${part} }`);
        expect([status, body]).toMatchObject([
          400,
          { errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', limit } }] },
        ]);
      });
      expect([limit, statements]).toEqual([limit, []]);
    }
  });

  it('counts against the limit of anonymous requests', async () => {
    const { token } = await createShare(stage.client);
    for (let count = 0; count < ANONYMOUS_LIMIT; count += 1)
      expect((await send('198.51.100.3', SHARED, { token })).status).toBe(200);
    expect((await send('198.51.100.3', SHARED, { token })).status).toBe(429);
    expect((await send('198.51.100.4', SHARED, { token })).status).toBe(200);
  });

  it('runs few statements for 15 shares of 5 listeners with all their artists', async () => {
    const tokens: string[] = [];
    for (const listener of ['demo_02', 'listener_1', 'listener_2', 'listener_3', 'listener_4']) {
      const who = stage.instance.client(stage.api);
      await who.signIn(listener);
      for (const range of RANGES) {
        await importLists(who, { '2019-03-04': 'ABC…', '2019-03-12': 'BAD…' }, range);
        tokens.push((await createShare(who, { range })).token);
      }
    }
    const CHART =
      'chart { similarity entries(first: 20) { artist { name } } dropouts { artist { name } } comparedTo { day } }';
    const query = `{ ${tokens.map((token, at) => `a${at}: sharedChart(token: "${token}") { ${CHART} }`).join(' ')} }`;
    const statements = await statementsOf(async () => {
      const { body } = await send('198.51.100.5', query);
      expect(JSON.stringify(body).match(/"dropouts":\[\{"artist":\{"name":"Artist C"/g)).toHaveLength(15);
    });
    expect(statements.length).toBeLessThanOrEqual(10);
  });
});

it('the response cache never serves sharedChart: a revoked link fails at once, also with an access token', async () => {
  const { id, token } = await createShare(stage.client);
  const byToken = program(stage, (await mint(stage.client)).secret);
  const other = stage.instance.client(stage.api);
  await other.signIn('demo_02');
  const friend = program(stage, (await mint(other)).secret);
  for (const who of [byToken, friend, byToken, friend])
    expect((await who.graphql(SHARED, { token })).errors).toBeUndefined();
  // Deleted as another process does it, which clears no cache of this one.
  await stage.instance.sql('DELETE FROM share WHERE id = $1', [id]);
  for (const who of [byToken, friend])
    expect(refusal(await who.graphql(SHARED, { token }))).toMatch(/^NOT_FOUND: /);
});
