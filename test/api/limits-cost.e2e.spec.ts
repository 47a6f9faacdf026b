import { beforeEach, describe, expect, it } from '@jest/globals';
import { type GraphqlAnswer, setStage } from '../support/index.js';
import { mint, program } from './minting.js';

const MAX_COST = 202;
const PER_MINUTE = 600;
const stage = setStage({ QUERY_COST_MAX: String(MAX_COST), QUERY_COST_PER_MINUTE: String(PER_MINUTE) });
beforeEach(() => stage.client.signIn());

/** Returns a query of cost 1 + 2 × `limit` (a list, its entries, their artists) plus the cost of `added`. */
function ofCost(limit: number, added = ''): string {
  return `{ topArtists(limit: ${limit}) { entries { artist { id } } } ${added} }`;
}

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
  return stage.client.graphql(query, variables);
}

/** Measures the cost charged to the listener in this minute by spending the rest of the budget. */
async function chargedCost(): Promise<number> {
  let left = 0;
  for (const limit of [100, 50, 25, 12, 6, 3, 1, 0]) {
    const query = limit === 0 ? '{ viewer { id } }' : ofCost(limit);
    while (left <= PER_MINUTE && !(await ask(query)).errors) left += 1 + 2 * limit;
  }
  return PER_MINUTE - left;
}

describe('the cost of an operation', () => {
  it('is allowed up to QUERY_COST_MAX and rejected above it, without a call to Spotify', async () => {
    const { data, errors } = await ask(ofCost(100, 'viewer { id }'));
    expect([errors, data?.['viewer']]).toEqual([undefined, { id: expect.any(String) }]);
    const calls = (await stage.control.requests()).length;
    const refused = await ask(ofCost(100, 'viewer { connection { status } }'));
    expect(refused.data).toBeUndefined();
    expect(refused.errors?.[0]?.extensions).toEqual({
      code: 'QUERY_TOO_COMPLEX',
      limit: 'COST',
      counted: MAX_COST + 1,
      allowed: MAX_COST,
    });
    expect((await stage.control.requests()).length).toBe(calls);
    expect(await chargedCost()).toBe(MAX_COST);
  });

  it.each([
    [
      'variables',
      'query ($n: Int!) { topArtists(limit: $n) { entries { rank } } viewer { connection { status } } chart(range: SHORT_TERM) { day } }',
      { n: 100 },
      104,
    ],
    [
      'default values of variables',
      'query ($n: Int = 7) { topArtists(limit: $n) { entries { rank } } }',
      {},
      8,
    ],
    ['default values of arguments', '{ topArtists { entries { rank } } }', {}, 51],
    [
      '@skip directives with variables',
      'query ($x: Boolean!) { topArtists @skip(if: $x) { entries { rank } } viewer { id } }',
      { x: true },
      1,
    ],
    [
      'fragments',
      '{ viewer { ...F ...F } } fragment F on Viewer { connection { ...G } } fragment G on SpotifyLink { status }',
      {},
      2,
    ],
    [
      'paginated lists',
      '{ charts(range: SHORT_TERM, last: 2) { nodes { entries(first: 10) { artist { id } } } pageInfo { endCursor } } }',
      {},
      44,
    ],
    [
      'rank history points, 20 per object',
      '{ artist(id: "0TnOYISbd1XYRBk9myaseg") { rankHistory(range: LONG_TERM, interval: DAY, from: "2026-01-01", to: "2026-12-31") { day } } }',
      {},
      20,
    ],
  ])('is computed from %s', async (_, query, variables, cost) => {
    await ask(query, variables);
    expect(await chargedCost()).toBe(cost);
  });

  it('is zero for introspection, invalid variables and unauthenticated requests', async () => {
    await ask('{ __typename __schema { types { name } } }');
    await ask('query ($n: Int!) { topArtists(limit: $n) { range } }', { n: 'many' });
    await stage.instance.client(stage.api).graphql(ofCost(10));
    expect(await chargedCost()).toBe(0);
  });

  it('does not hide the BAD_USER_INPUT error of an argument out of range', async () => {
    const { errors } = await ask(ofCost(1_000_000));
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('"limit"'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('the cost budget of a minute', () => {
  it('is shared by the sessions and access tokens of a listener, and counted by each process', async () => {
    const token = program(stage, (await mint(stage.client)).secret);
    expect((await token.graphql(ofCost(99))).errors).toBeUndefined();
    // The sign-in and the new token are charged as well.
    expect(await chargedCost()).toBeGreaterThanOrEqual(199);
    for (const who of [token, stage.client]) {
      const { data, errors } = await who.graphql('{ viewer { id } }');
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions).toEqual({
        code: 'RATE_LIMITED',
        retryAfterSeconds: expect.any(Number),
      });
    }
    const second = await stage.instance.startApi({ QUERY_COST_PER_MINUTE: String(PER_MINUTE) });
    const other = stage.instance.client(second);
    other.shareSession(stage.client);
    expect((await other.graphql(ofCost(99))).errors).toBeUndefined();
    await second.stop();
  });

  it('leads to 429 with a Retry-After of at most 60 seconds when it is used up', async () => {
    await Promise.all(Array.from({ length: 3 }, () => ask(ofCost(99, 'viewer { id }'))));
    const response = await stage.client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect([seconds > 0, seconds <= 60]).toEqual([true, true]);
  });

  it('is separate for each listener', async () => {
    await Promise.all(Array.from({ length: 3 }, () => ask(ofCost(99, 'viewer { id }'))));
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    expect((await other.graphql(ofCost(99))).errors).toBeUndefined();
  });
});
