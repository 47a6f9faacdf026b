import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Instance, type OurProcess } from '../support/index.js';

let instance: Instance;
let api: OurProcess;

beforeAll(async () => {
  ({ instance, api } = await Instance.borrow());
});
afterAll(() => instance?.close());

/** Posts a body, and returns the status and the code of the first error. */
async function refusalOf(body: object): Promise<[status: number, code: string | undefined]> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return [response.status, errors?.[0]?.extensions.code];
}

describe('null for a variable with a default value', () => {
  it.each([
    ['query ($limit: Int = 5) { topArtists(range: SHORT_TERM, limit: $limit) { source } }', { limit: null }],
    ['query A($on: Boolean = true) { viewer @skip(if: $on) { id } }', { on: null }],
    [
      'query ($on: Boolean = true) { ...F } fragment F on Query { viewer { id @include(if: $on) } }',
      { on: null },
    ],
    [
      'mutation ($scope: AccessTokenScope = READ) { createAccessToken(input: { name: "a", scope: $scope }) { secret } }',
      { scope: null },
    ],
    [
      'query ($status: EntryStatus = MOVED_UP) { chart(range: SHORT_TERM) { entries(status: [$status]) { rank } } }',
      { status: null },
    ],
  ])('is refused with BAD_USER_INPUT where null is not allowed: %s', async (query, variables) => {
    expect(await refusalOf({ query, variables })).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('is accepted where null is allowed, even if another operation of the document disallows it', async () => {
    const query = `
      query Asked($to: Date = "2026-01-01") { chart(range: SHORT_TERM, on: $to) { day } }
      query Other($to: TimeRange = SHORT_TERM) { chart(range: $to) { day } }`;
    const refusal = await refusalOf({ query, operationName: 'Asked', variables: { to: null } });
    expect(refusal).toEqual([200, 'UNAUTHENTICATED']);
  });
});

describe('a persisted query', () => {
  it.each([
    ['the hash of another query', { version: 1, sha256Hash: '0'.repeat(64) }],
    ['no hash', { version: 1 }],
    ['an unknown version', { version: 2, sha256Hash: '0'.repeat(64) }],
    ['no version', 'hash'],
  ])('is refused with BAD_REQUEST when it has %s', async (_, persistedQuery) => {
    const body = { query: '{ __typename }', extensions: { persistedQuery } };
    expect(await refusalOf(body)).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('a body that is not a JSON object', () => {
  it.each([
    [
      'text that is not JSON',
      '{"query": ',
      {},
      400,
      'The body is not a JSON object. Send one with a "query".',
    ],
    ['null', 'null', {}, 400, 'The body is not a JSON object. Send one with a "query".'],
    [
      'a charset other than UTF-8',
      '{}',
      { 'content-type': 'application/json; charset=latin1' },
      415,
      'The charset of the body is not supported. Send it as UTF-8.',
    ],
    [
      'an unknown compression',
      '{}',
      { 'content-encoding': 'zstd-x' },
      415,
      'The compression of the body is not supported. Send it uncompressed.',
    ],
  ])('is refused with the reason and the remedy: %s', async (_, body, headers, status, message) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(JSON.stringify(message).slice(1, -1));
  });
});
