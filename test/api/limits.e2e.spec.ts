import { beforeEach, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { z } from 'zod';
import { type GraphqlAnswer, setStage } from '../support/index.js';
import { mint, program } from './minting.js';

const stage = setStage();
beforeEach(() => stage.client.signIn());

function repeated(count: number, part: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => part(at)).join(' ');
}

/** Returns a query of this depth. */
function ofDepth(levels: number): string {
  return `{ chart(range: SHORT_TERM) ${'{ comparedTo '.repeat(levels - 2)}{ day ${'}'.repeat(levels)}`;
}

function expectRefused(
  { data, errors }: GraphqlAnswer,
  limit: string,
  counted: number,
  allowed: number,
): void {
  expect(data).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX', limit, counted, allowed });
  expect(errors?.[0]?.message).toContain(String(counted));
}

describe('an operation at the limit is served, and one beyond it is not', () => {
  const shapes = [
    ['DEPTH', 8, ofDepth],
    [
      'DEPTH',
      8,
      (levels: number) =>
        `query ${ofDepth(levels - 1).replace('{ day', '{ ...F')} fragment F on Chart { comparedTo { day } }`,
    ],
    ['ALIASES', 15, (count: number) => `{ ${repeated(count, (at) => `a${at}: __typename`)} }`],
    [
      'ALIASES',
      15,
      (count: number) =>
        `{ viewer { ${repeated(count - 1, () => '...F')} z: id } } fragment F on Viewer { x: id }`,
    ],
    [
      'DIRECTIVES',
      10,
      (count: number) =>
        `{ viewer { ${repeated(count, (at) => (at % 2 ? '...F @include(if: true)' : 'id @skip(if: false)'))} } } fragment F on Viewer { id }`,
    ],
    ['REPEATED_FIELDS', 30, (count: number) => `{ viewer { id ${'id '.repeat(count)} } }`],
    [
      'FRAGMENTS',
      50,
      (count: number) =>
        `{ viewer { ${repeated(count, (at) => (at === 0 ? '... { timezone }' : '...F'))} } } fragment F on Viewer { id }`,
    ],
    [
      'TOKENS',
      1_000,
      (count: number) =>
        `{ chart(range: SHORT_TERM) { entries(status: [${'NEW_ENTRY '.repeat(count - 20)}]) { rank } } }`,
    ],
  ] as const;

  it.each(shapes)('%s: %i', async (limit, most, made) => {
    const served = await stage.client.graphql(made(most));
    expect(served.errors).toBeUndefined();
    expectRefused(await stage.client.graphql(made(most + 1)), limit, most + 1, most);
  });

  it('a body of 100,000 bytes', async () => {
    const body = (size: number): string => {
      const text = JSON.stringify({ query: '{ __typename } #' });
      return text.replace('#', `#${'x'.repeat(size - text.length)}`);
    };
    const post = async (size: number): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      return (await stage.client.fetch('/graphql', { method: 'POST', headers, body: body(size) })).status;
    };
    expect([await post(100_000), await post(100_001)]).toEqual([200, 413]);
  });
});

describe('the limits', () => {
  it('admit the standard introspection query, without a sign-in', async () => {
    const { errors } = await stage.instance.client(stage.api).graphql(getIntrospectionQuery());
    expect(errors).toBeUndefined();
  });

  it('apply to circular and doubling fragments', async () => {
    const circle = '{ viewer { ...F } } fragment F on Viewer { ...G } fragment G on Viewer { ...F }';
    expect((await stage.client.graphql(circle)).errors?.[0]?.extensions.code).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    const doubled = repeated(24, (at) => `fragment F${at} on Viewer { ...F${at + 1} ...F${at + 1} }`);
    const query = `{ viewer { ...F0 } } ${doubled} fragment F24 on Viewer { x: id }`;
    expectRefused(await stage.client.graphql(query), 'ALIASES', 2 ** 24, 15);
  });

  it('execute no code from a query', async () => {
    const text = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0),x:process.exit(';
    const query = `{ artist(id: "${text}") { name } viewer { id } }`;
    for (let time = 0; time < 3; time += 1) {
      const { data } = await stage.client.graphql(query);
      expect(data).toMatchObject({ viewer: { id: expect.any(String) } });
    }
  });
});

describe('an invalid request', () => {
  it('returns at most five errors', async () => {
    const { errors } = await stage.client.graphql(`{ ${repeated(20, (at) => `no${at}`)} }`);
    expect(errors).toHaveLength(5);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(
      new Set(['GRAPHQL_VALIDATION_FAILED']),
    );
  });

  it('answers with status 400, to programs as well', async () => {
    const { secret } = await mint(stage.client);
    const response = await program(stage, secret).fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: ofDepth(9) }),
    });
    expect(response.status).toBe(400);
    expect(
      z
        .object({ errors: z.array(z.unknown()).length(1) })
        .strict()
        .parse(await response.json()),
    ).toBeDefined();
  });

  it('that sends a mutation by GET answers with status 405 and changes nothing', async () => {
    const query = encodeURIComponent('mutation { takeSnapshot { day } }');
    const response = await stage.client.fetch(`/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(response.status).toBe(405);
    expect(await stage.instance.sql('SELECT * FROM rate_limit WHERE listener_id IS NOT NULL')).toEqual([]);
  });
});
