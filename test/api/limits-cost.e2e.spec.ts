import { beforeEach, describe, expect, it } from '@jest/globals';
import { type GraphqlAnswer, setStage } from '../support/index.js';
import { mint, program } from './minting.js';

const MOST = 202;
const PER_MINUTE = 1_000;
const stage = setStage({ QUERY_COST_MAX: String(MOST), QUERY_COST_PER_MINUTE: String(PER_MINUTE) });
beforeEach(() => stage.client.signIn());

/** A list, its entries, and an artist for each: 1 + 2 × `limit`; and one more each for what is added. */
function ofCost(limit: number, added = ''): string {
  return `{ topArtists(limit: ${limit}) { entries { artist { id } } } ${added} }`;
}

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
  return stage.client.graphql(query, variables);
}

async function counted(): Promise<number> {
  const [row] = await stage.instance.sql<{ sum: string | null }>(
    "SELECT sum(n) FROM listener_allowance, unnest(amounts) AS n WHERE kind = 'QUERY_COST'",
  );
  return Number(row?.sum ?? 0);
}

describe('the objects that an operation may return', () => {
  it('are served up to the limit, and refused beyond it', async () => {
    const { data, errors } = await ask(ofCost(100, 'viewer { id }'));
    expect([errors, data?.['viewer']]).toEqual([undefined, { id: expect.any(String) }]);
    expect(await counted()).toBe(MOST);
    const calls = (await stage.control.requests()).length;
    const refused = await ask(ofCost(100, 'viewer { connection { status } }'));
    expect(refused.data).toBeUndefined();
    expect(refused.errors?.[0]?.extensions).toEqual({
      code: 'QUERY_TOO_COMPLEX',
      limit: 'COST',
      counted: MOST + 1,
      allowed: MOST,
    });
    expect([await counted(), (await stage.control.requests()).length]).toEqual([MOST, calls]);
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
      '{ viewer { ...F ...F } } fragment F on Viewer { connection { ...G } } fragment G on SpotifyConnection { status }',
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
  ])('go by %s', async (_, query, variables, cost) => {
    await ask(query, variables);
    expect(await counted()).toBe(cost);
  });

  it('are none of introspection, of what cannot be used, and for nobody', async () => {
    await ask('{ __typename __schema { types { name } } }');
    await ask('query ($n: Int!) { topArtists(limit: $n) { range } }', { n: 'many' });
    await stage.instance.client(stage.api).graphql(ofCost(10));
    expect(await counted()).toBe(0);
  });

  it('leave it to the argument to say what is wrong with it', async () => {
    const { errors } = await ask(ofCost(1_000_000));
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('"limit"'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('the objects of a minute', () => {
  // It stands still: however long a test takes, it all happens within one minute.
  beforeEach(() =>
    stage.instance.sql(
      `CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE
       AS $$ SELECT timestamptz '${new Date().toISOString()}' $$`,
    ),
  );

  it('are served up to the limit of a listener, on every process and however they sign in', async () => {
    const second = await stage.instance.startApi({ QUERY_COST_PER_MINUTE: String(PER_MINUTE) });
    const other = stage.instance.client(second);
    other.shareSession(stage.client);
    const token = program(stage, (await mint(stage.client)).secret);
    const before = await counted();
    // Both the last that fits, and the next one.
    for (const [who, limit] of [
      [token, 99],
      [other, 99],
      [stage.client, 99],
      [token, 99],
    ] as const) {
      expect((await who.graphql(ofCost(limit))).errors).toBeUndefined();
    }
    const left = PER_MINUTE - before - 4 * 199;
    const rest = ofCost(Math.floor((left - 1) / 2), left % 2 === 0 ? 'viewer { id }' : '');
    expect((await other.graphql(rest)).errors).toBeUndefined();
    expect(await counted()).toBe(PER_MINUTE);
    for (const who of [token, other, stage.client]) {
      const { data, errors } = await who.graphql('{ viewer { id } }');
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions).toEqual({
        code: 'RATE_LIMITED',
        retryAfterSeconds: expect.any(Number),
      });
    }
    await second.stop();
  });

  it('come back when it is said, and no sooner than the header says', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask(ofCost(99, 'viewer { id }'))));
    const response = await stage.client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect(seconds).toBe(60);
    await stage.instance.advanceClock(seconds);
    expect((await ask('{ viewer { id } }')).errors).toBeUndefined();
  });

  it('are counted for each listener', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask(ofCost(99, 'viewer { id }'))));
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    expect((await other.graphql(ofCost(99))).errors).toBeUndefined();
  });
});
