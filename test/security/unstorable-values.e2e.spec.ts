import { setImmediate as turn } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { setStage } from '../support/index.js';
import { ENDPOINTS, requestOf } from './endpoints.js';
import { settleFirst, type FirstListener } from './first-listener.js';
import type { Operation } from './operations.js';
import { cursorOf, DAY, unusableOperations } from './unusable-values.js';

jest.setTimeout(240_000);

const stage = setStage({ QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' });

let attempts: readonly Operation[];
let first: FirstListener;
beforeAll(async () => {
  const { data } = await stage.instance.client(stage.api).graphql(getIntrospectionQuery());
  attempts = unusableOperations(buildClientSchema(data as unknown as IntrospectionQuery));
  // This takes seconds: let the client notice connections that the server has closed.
  await turn();
});
beforeEach(async () => {
  first = await settleFirst(stage.instance, stage.api);
});

describe('an unusable value', () => {
  it('is a client error, never an internal one, at every argument and input field of the schema', async () => {
    expect(attempts.length).toBeGreaterThan(300);
    const codes = new Set<unknown>();
    const faults: unknown[] = [];
    for (const { field, query, variables } of attempts) {
      // It waits ten seconds for the outcome, and takes no argument.
      if (field === 'Mutation.takeSnapshot') continue;
      const { errors = [] } = await first.client.graphql(query, variables);
      for (const { extensions, message } of errors) {
        codes.add(extensions.code);
        // An exceeded quota would hide the remaining errors.
        expect(message).not.toContain('objects per minute');
        if (extensions.code.startsWith('INTERNAL')) faults.push({ query, variables, message });
      }
    }
    expect(faults).toEqual([]);
    expect([...codes]).toEqual(expect.arrayContaining(['BAD_USER_INPUT', 'NOT_FOUND']));
  });

  it('is reported with its argument and the expected value, as a variable and as a literal', async () => {
    const refused = async (query: string, variables = {}): Promise<unknown> => {
      const response = await first.client.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return [response.status, await response.json()];
    };
    const expectedError = (argument: string): unknown => [
      400,
      {
        errors: [
          {
            message: `The argument "${argument}" must be text without NUL characters or unpaired surrogates.`,
            extensions: { code: 'BAD_USER_INPUT', argument },
          },
        ],
      },
    ];
    const BY_VARIABLE = 'query ($artist: ID!) { artist(id: $artist) { name } viewer { id } }';
    expect(await refused(String.raw`{ artist(id: "\u0000") { name } }`)).toEqual(expectedError('id'));
    expect(await refused(BY_VARIABLE, { artist: '\0' })).toEqual(expectedError('$artist'));
    expect(await refused(BY_VARIABLE, { artist: '\uD800' })).toEqual(expectedError('$artist'));
    const REVOKE = 'mutation ($id: ID!) { revokeAccessToken(id: $id) { accessToken { id } } }';
    expect(await refused(REVOKE, { id: 'a\0' })).toEqual(expectedError('$id'));
  });

  it('fails no operation of another listener at the same time', async () => {
    const second = stage.instance.client(stage.api);
    await second.signIn('demo_02');
    const GOOD_ARTIST = '{ topArtists(range: SHORT_TERM, limit: 1) { entries { artist { id } } } }';
    const { data } = await second.graphql(GOOD_ARTIST);
    const [, id = ''] = /"id":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
    const ARTIST = 'query ($id: ID!) { artist(id: $id) { id } }';
    const EVENTS = 'query ($after: String) { chartEvents(after: $after) { nodes { kind } } }';
    const bad = ['\0', cursorOf('SHORT_TERM', DAY, 'NEW_ENTRY', '\0')];
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        if (at % 2 === 0) return second.graphql(ARTIST, { id });
        await first.client.graphql(at % 4 === 1 ? ARTIST : EVENTS, { id: bad[0], after: bad[1] });
        return null;
      }),
    );
    const good = answers.filter((answer) => answer !== null);
    expect(good).toHaveLength(20);
    for (const answer of good) expect(answer).toEqual({ data: { artist: { id } } });
  });

  it('never makes a route answer 5xx, in its query string or in its path', async () => {
    const sent = ['%00', '%ED%A0%80', '%FF', '%', '%5Cu0000', '%2F%00', 'x'.repeat(8_000)];
    const names = [
      'returnTo',
      'reconnect',
      'state',
      'code',
      'error',
      'query',
      'variables',
      'operationName',
      'id',
    ];
    const faults: unknown[] = [];
    const done = new Set<string>();
    for (const endpoint of Object.values(ENDPOINTS).filter((one) => !one.last)) {
      const [path = ''] = endpoint.path.split('?');
      for (const value of sent) {
        const query = names.map((name) => `${name}=${value}`).join('&');
        const addresses = [
          `${path}?${query}`,
          `${path === '/' ? '' : path}/${value}`,
          path.replace(/[^/]+$/, value),
        ];
        for (const address of addresses) {
          // Routes at one level lead to the same addresses.
          const request = `${endpoint.method} ${address}`;
          if (done.has(request)) continue;
          done.add(request);
          const response = await first.client.fetch(address, requestOf(endpoint)).catch(() => null);
          if (!response || response.status >= 500) faults.push([address.slice(0, 80), response?.status]);
        }
      }
    }
    expect(faults).toEqual([]);
  });
});
