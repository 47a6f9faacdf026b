import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { scrape } from '../support/scrape.js';
import { type Client, setStage } from '../support/index.js';
import { mint, program } from './minting.js';

const MOST = 2_000;
const stage = setStage({ QUERY_COST_PER_MINUTE: String(MOST) });
let token: Client;
beforeEach(async () => {
  await stage.client.signIn();
  token = program(stage, (await mint(stage.client)).secret);
});

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly status: number;
  readonly head: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Everything of an answer but what is another each time. */
async function send(query: string, { headers = {}, body = {} }: Sent = {}): Promise<Answer> {
  const response = await fetch(`${stage.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: String(token.authorization), ...headers },
    body: JSON.stringify({ query, ...body }),
  });
  const head = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status: response.status, head: Object.fromEntries(head), text: await response.text() };
}

/** How many of the answers that `work` gets came the short way. */
async function direct(work: () => Promise<unknown>): Promise<number> {
  const name = 'headliner_graphql_direct_answers_total';
  const before = (await scrape(stage.api)).get(name) ?? 0;
  await work();
  return ((await scrape(stage.api)).get(name) ?? 0) - before;
}

/** Another operation for the API, which answers the same: it goes the long way again. */
let texts = 0;
const unknown = (query: string): string => `# ${(texts += 1)}\n${query}`;
/** Asks until it is known: the third time is the first that goes the short way. */
async function known(query: string, sent: Sent = {}): Promise<string> {
  const text = unknown(query);
  for (let time = 0; time < 2; time += 1) await send(text, sent);
  return text;
}

/** Sends until the limit of a minute is reached; how often it was served. */
async function sendUntilRefused(query: string): Promise<number> {
  for (let served = 0; ; served += 1) {
    const { status, text } = await send(query);
    if (status === 200) continue;
    expect([status, text]).toEqual([429, expect.stringContaining('RATE_LIMITED')]);
    return served;
  }
}

const LIST =
  '{ topArtists(limit: 3) { range source entries { rank artist { name genres } } } viewer { displayName } }';
/** Of 12 objects, if there were this artist. */
const FAILING =
  '{ topArtists(limit: 10) { entries { rank } } artist(id: "0TnOYISbd1XYRBk9myaseg") { name } }';
const SIZED = 'query Sized($n: Int = 2) { topArtists(limit: $n) { entries { rank } } }';

describe('the short way', () => {
  it.each(['*/*', 'application/json', 'application/graphql-response+json'])(
    'answers a query that comes again as the long way does, to the letter, for who accepts %s',
    async (accept) => {
      const sent = { headers: { accept } };
      const query = await known(LIST, sent);
      const long = await send(unknown(LIST), sent);
      let short: unknown;
      expect(await direct(async () => (short = await send(query, sent)))).toBe(1);
      expect(short).toEqual(long);
    },
  );

  it('takes the variables of each request, and the operation that it names', async () => {
    const query = await known(SIZED, { body: { variables: { n: 3 }, operationName: 'Sized' } });
    const sizes: number[] = [];
    const named = { operationName: 'Sized' };
    const asked = [{ ...named, variables: { n: 1 } }, { ...named, variables: { n: 4 } }, named];
    const count = await direct(async () => {
      for (const body of asked)
        sizes.push(JSON.stringify(await send(query, { body })).split('rank').length - 1);
    });
    expect([count, sizes]).toEqual([3, [1, 4, 2]]);
  });

  it('is told in the log and in the metrics as the long way is, and holds no secret there', async () => {
    const query = await known('query Logged { viewer { displayName } }');
    const response = await token.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    await response.text();
    const id = response.headers.get('x-request-id') ?? 'none';
    // Lines of everyday are written together.
    while (!stage.api.logs.includes(id)) await delay(20);
    const counts = await scrape(stage.api);
    expect(counts.get('headliner_graphql_requests_total{operation="Logged",outcome="OK"}')).toBe(3);
    expect(counts.get('headliner_graphql_request_seconds_count{operation="Logged"}')).toBe(3);
    const lines = stage.api.logs.split('\n').filter((line) => line.includes('"msg":"request completed"'));
    const [long, short] = [lines.find((line) => !line.includes(id)), lines.find((line) => line.includes(id))];
    expect(JSON.parse(short ?? '{}')).toEqual({
      ...JSON.parse(long ?? '{}'),
      time: expect.any(String),
      req: { id, method: 'POST', path: '/graphql' },
      res: { status: 200 },
      responseTime: expect.any(Number),
    });
    expect(stage.api.logs).not.toContain('hdl_');
  });

  it('is not for browsers, mutations, introspection or what was sent once', async () => {
    const mutation = 'mutation { updateSettings(input: { paused: false }) { __typename } }';
    const count = await direct(async () => {
      for (let time = 0; time < 4; time += 1) {
        await stage.client.graphql(LIST);
        await token.graphql(mutation);
        await token.graphql('{ __schema { queryType { name } } }');
        await token.graphql(unknown(LIST));
      }
    });
    expect(count).toBe(0);
  });
});

describe('what cannot be answered the short way', () => {
  it.each<[string, string, Sent]>([
    ['a token nobody knows', LIST, { headers: { authorization: 'Bearer hdl_unknown' } }],
    ['another scheme', LIST, { headers: { authorization: 'Basic abc' } }],
    ['an argument out of range', SIZED, { body: { variables: { n: 101 } } }],
    ['a variable of another type', SIZED, { body: { variables: { n: 'three' } } }],
    ['a variable that is null', SIZED, { body: { variables: { n: null } } }],
    ['an operation that is not there', SIZED, { body: { operationName: 'Other' } }],
    ['extensions', LIST, { body: { extensions: {} } }],
    ['variables that are text', SIZED, { body: { variables: 'n' } }],
  ])('gets the same answer the long way: %s', async (_, query, sent) => {
    const text = await known(query);
    const long = await send(unknown(query), sent);
    let answer: unknown;
    expect(await direct(async () => (answer = await send(text, sent)))).toBe(0);
    expect(answer).toEqual(long);
  });

  it('is carried out once', async () => {
    const failing = await known(FAILING);
    const served = 'headliner_top_lists_served_total{source="CACHE"}';
    const before = (await scrape(stage.api)).get(served) ?? 0;
    expect((await send(failing)).text).toContain('NOT_FOUND');
    expect((await scrape(stage.api)).get(served)).toBe(before + 1);
  });

  it('is counted once, and so is what goes the short way, up to the limit of a minute and no further', async () => {
    const [failing, list] = [await known(FAILING), await known(SIZED)];
    // What is rejected is not counted.
    const [failed, listed] = [await sendUntilRefused(failing), await sendUntilRefused(list)];
    const left = MOST - 12 * (2 + failed) - 3 * (2 + listed);
    expect(left).toBeGreaterThanOrEqual(0);
    // And what making the token costs.
    expect(left).toBeLessThan(6);
    expect(failed).toBeGreaterThan(100);
  });
});

describe('listeners who ask the same', () => {
  it('get their own answers', async () => {
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    const theirs = program(stage, (await mint(other)).secret);
    const query = '{ viewer { displayName } topArtists(limit: 5) { entries { artist { id } } } }';
    const [mine, yours] = [await token.graphql(query), await theirs.graphql(query)];
    expect(mine).not.toEqual(yours);
    const count = await direct(async () => {
      for (let time = 0; time < 30; time += 1) {
        expect(await Promise.all([token.graphql(query), theirs.graphql(query)])).toEqual([mine, yours]);
      }
    });
    expect(count).toBe(60);
  });
});
