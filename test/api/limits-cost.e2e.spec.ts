import { beforeEach, describe, expect, it } from '@jest/globals';
import { type GraphqlAnswer, setStage } from '../support/index.js';
import { mint, program } from './minting.js';

const MOST = 202;
const PER_MINUTE = 1_000;
const stage = setStage({ QUERY_COST_MAX: String(MOST), QUERY_COST_PER_MINUTE: String(PER_MINUTE) });
beforeEach(() => stage.client.signIn());

/** A list, its entries and their artists: 1 + 2 × `limit`, plus the cost of `added`. */
function ofCost(limit: number, added = ''): string {
  return `{ topArtists(limit: ${limit}) { entries { artist { id } } } ${added} }`;
}

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
  return stage.client.graphql(query, variables);
}

/** Returns how much of the listener's quota is used, by consuming the rest of it. */
async function counted(): Promise<number> {
  let left = 0;
  for (const limit of [100, 50, 25, 12, 6, 3, 1, 0]) {
    const query = limit === 0 ? '{ viewer { id } }' : ofCost(limit);
    while (left <= PER_MINUTE && !(await ask(query)).errors) left += 1 + 2 * limit;
  }
  return PER_MINUTE - left;
}

describe('the objects that an operation may return', () => {
  it('are served up to the limit and refused beyond it', async () => {
    const { data, errors } = await ask(ofCost(100, 'viewer { id }'));
    expect([errors, data?.['viewer']]).toEqual([undefined, { id: expect.any(String) }]);
    const calls = (await stage.control.requests()).length;
    const refused = await ask(ofCost(100, 'viewer { connection { status } }'));
    expect(refused.data).toBeUndefined();
    expect(refused.errors?.[0]?.extensions).toEqual({
      code: 'QUERY_TOO_COMPLEX',
      limit: 'COST',
      counted: MOST + 1,
      allowed: MOST,
    });
    expect((await stage.control.requests()).length).toBe(calls);
    expect(await counted()).toBe(MOST);
  });

  it.each([
    [
      'variables',
      'query ($n: Int!) { topArtists(limit: $n) { entries { rank } } viewer { connection { status } } chart(range: SHORT_TERM) { day } }',
      { n: 100 },
      104,
    ],
    ['defaults of variables', 'query ($n: Int = 7) { topArtists(limit: $n) { entries { rank } } }', {}, 8],
    ['defaults of arguments', '{ topArtists { entries { rank } } }', {}, 51],
    [
      'what variables leave out',
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
      'lists in pages',
      '{ charts(range: SHORT_TERM, last: 2) { nodes { entries(first: 10) { artist { id } } } pageInfo { endCursor } } }',
      {},
      44,
    ],
    [
      'points of a series, 20 for one',
      '{ artist(id: "0TnOYISbd1XYRBk9myaseg") { rankHistory(range: LONG_TERM, interval: DAY, from: "2026-01-01", to: "2026-12-31") { day } } }',
      {},
      20,
    ],
  ])('are counted by %s', async (_, query, variables, cost) => {
    await ask(query, variables);
    expect(await counted()).toBe(cost);
  });

  it('are not counted for introspection, invalid variables and anonymous requests', async () => {
    await ask('{ __typename __schema { types { name } } }');
    await ask('query ($n: Int!) { topArtists(limit: $n) { range } }', { n: 'many' });
    await stage.instance.client(stage.api).graphql(ofCost(10));
    expect(await counted()).toBe(0);
  });

  it('do not hide the error of an invalid argument', async () => {
    const { errors } = await ask(ofCost(1_000_000));
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('"limit"'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('the objects of a minute', () => {
  it('are served up to the limit of a listener, for session and token together, and counted by each process', async () => {
    const token = program(stage, (await mint(stage.client)).secret);
    expect((await token.graphql(ofCost(99))).errors).toBeUndefined();
    // The sign-in and the token count, too.
    expect(await counted()).toBeGreaterThanOrEqual(199);
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

  it('are available again after the time in Retry-After', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask(ofCost(99, 'viewer { id }'))));
    const response = await stage.client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect([seconds > 0, seconds <= 60]).toEqual([true, true]);
  });

  it('are counted per listener', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask(ofCost(99, 'viewer { id }'))));
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    expect((await other.graphql(ofCost(99))).errors).toBeUndefined();
  });
});
