import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, Instance, type OurProcess, statementsIn, logStatements } from '../support/index.js';
import { until } from '../support/until.js';
import { fillHistory } from './long-history.js';
import { mint } from './minting.js';
import { artistId } from './portable-history.js';

const FIVE_YEARS = 1_825;
const MAX_STATEMENTS = 10;
const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;

let instance: Instance;
let api: OurProcess;
let client: Client;

beforeAll(async () => {
  instance = await Instance.open();
  api = await instance.startApi({ NODE_OPTIONS: logStatements });
  const browser = instance.client(api);
  await browser.signIn();
  client = instance.client(api);
  client.authorization = `Bearer ${(await mint(browser)).secret}`;
  for (const range of RANGES) await client.graphql(`{ topArtists(range: ${range}, limit: 100) { source } }`);
  await fillHistory(instance, FIVE_YEARS);
}, 120_000);

afterAll(async () => {
  await api?.stop();
  await instance?.close();
});

/** Returns the SQL statements of one query: those logged before the statements of the sign-in that follows. */
async function statementsOf(query: string): Promise<string[]> {
  const before = api.logs.length;
  const { errors } = await client.graphql(query);
  expect(errors).toBeUndefined();
  await instance.client(api).beginSignIn();
  const statements = (): string[] => statementsIn(api.logs.slice(before));
  const end = (): number => statements().findIndex((statement) => statement.includes('rate_limit'));
  await until(() => end() !== -1, 'the statements of the sign-in are logged');
  return statements().slice(0, end());
}

function aliased(count: number, part: (range: string, at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `a${at}: ${part(RANGES[at % 3] ?? 'SHORT_TERM', at)}`).join(
    ' ',
  );
}

describe('the most expensive allowed query', () => {
  it.each([
    [
      'charts with artists',
      '{ charts(range: LONG_TERM, first: 16) { nodes { entries { artist { name } } dropouts { rank } } pageInfo { endCursor } } }',
    ],
    [
      'the daily rank history of five years for 22 artists',
      '{ chart(range: SHORT_TERM) { entries(first: 22) { artist { name rankHistory(range: LONG_TERM, interval: DAY, from: "2021-11-22") { day rank } } } } }',
    ],
    [
      '15 charts of different days and ranges',
      `{ ${aliased(15, (range, at) => `chart(range: ${range}, on: "20${10 + at}-06-01", comparedTo: "2009-01-01") { day } `)} chart(range: SHORT_TERM) { entries { artist { name } } dropouts { artist { name } } similarity } }`,
    ],
    [
      '15 aliases of viewer',
      `{ ${aliased(15, (range) => `viewer { displayName connection { status } coverage(range: ${range}) { gapCount gaps(first: 100) { day } } accessTokens { name } } `)} }`,
    ],
    [
      '15 aliases of coverage',
      `{ viewer { ${aliased(15, (range) => `coverage(range: ${range}) { gaps(first: 100) { day } } `)} } }`,
    ],
    [
      '15 aliases of topArtists',
      `{ ${aliased(15, (range, at) => `topArtists(range: ${range}, limit: ${70 + at}) { entries { artist { name } } } `)} }`,
    ],
    [
      '15 aliases of artists',
      `{ ${aliased(15, (_, at) => `artists(search: "${at}", first: ${70 + at}) { nodes { name } } `)} }`,
    ],
    [
      'a mix of all other root fields',
      `{
      viewer { connection { status } ${aliased(3, (range) => `coverage(range: ${range}) { gaps { day } } `)} accessTokens { name } }
      ${aliased(3, (range) => `topArtists(range: ${range}) { entries { artist { name } } } `).replaceAll(/a(\d):/g, 't$1:')}
      ${aliased(3, (range) => `chart(range: ${range}) { entries { artist { name } } } `).replaceAll(/a(\d):/g, 'c$1:')}
      momentum { artist { name } } yearEndChart(range: SHORT_TERM, year: 2026) { entries { artist { name } } }
      chartEvents(first: 50) { nodes { artist { name } } } artist(id: "${artistId(1_000)}") { rankHistory(range: SHORT_TERM) { rank } } }`,
    ],
  ])('runs few SQL statements on five years of history: %s', async (_, query) => {
    const statements = await statementsOf(query);
    if (statements.length > MAX_STATEMENTS)
      process.stderr.write(`${statements.length}\n${statements.join('\n')}\n`);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.length).toBeLessThanOrEqual(MAX_STATEMENTS);
  });
});
