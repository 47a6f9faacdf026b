import { setImmediate as turn } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { setStage } from '../support/index.js';
import { ENDPOINTS, requestOf } from './endpoints.js';
import { DAYS, settleFirst, type FirstListener } from './first-listener.js';
import { type Operation, operationsOf, placesOf, type Values } from './operations.js';

jest.setTimeout(240_000);

const stage = setStage({ QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' });

const DAY = DAYS[4];
const cursorOf = (...parts: string[]): string => Buffer.from(parts.join('/')).toString('base64url');

/** Texts that PostgreSQL cannot store, or that a layer on the way to it may interpret. */
const TEXTS = [
  '\0',
  'a\0b',
  '\uD800',
  'a\uDC00',
  "'; DROP TABLE listener; --",
  '\\',
  'x'.repeat(20_000),
  '\u202E\uFFFF\u{10FFFF}',
  cursorOf('SHORT_TERM', DAY, 'NEW_ENTRY', '\0'),
  cursorOf('SHORT_TERM', '0000-01-01', 'NEW_ENTRY', 'a'),
  cursorOf('LONG_TERM', '9999-12-31', 'DROP_OUT', "'"),
];
const DAYS_OF_NO_USE = [
  '0000-01-01',
  '9999-12-31',
  '+275760-09-13',
  '2026-02-30',
  '2026-11-01\0',
  '\uD800',
  '',
];
const TRIED: Readonly<Record<string, readonly unknown[]>> = {
  ID: TEXTS,
  String: TEXTS,
  Date: DAYS_OF_NO_USE,
  Int: [-2_147_483_648, -1, 0, 101, 2_147_483_647],
  Boolean: [false],
};

/** Values for the arguments that are not under test. */
const GOOD: Readonly<Record<string, unknown>> = { ID: 'a', String: 'a', Date: DAY, Int: 5, Boolean: false };
const GOOD_AT: Readonly<Record<string, unknown>> = {
  'Query.yearEndChart.year': 2019,
  'Query.charts.after': '2026-11-01',
  'Query.charts.before': '2019-01-01',
};

let schema: GraphQLSchema;
let tried: readonly Operation[];
let first: FirstListener;
beforeAll(async () => {
  const { data } = await stage.instance.client(stage.api).graphql(getIntrospectionQuery());
  schema = buildClientSchema(data as unknown as IntrospectionQuery);
  tried = operations();
  // That takes seconds, in which a connection may close.
  await turn();
});
beforeEach(async () => {
  first = await settleFirst(stage.instance, stage.api);
});

/** Returns the scalar type of an argument or input field. */
function scalarAt(place: string): string {
  const [typeName = '', ...names] = place.split('.');
  const type = schema.getType(typeName);
  if (isInputObjectType(type)) return getNamedType(type.getFields()[names[0] ?? '']?.type)?.name ?? '';
  const field = isObjectType(type) ? type.getFields()[names[0] ?? ''] : undefined;
  return getNamedType(field?.args.find(({ name }) => name === names[1])?.type)?.name ?? '';
}

/** Returns every operation with one invalid value, at one place at a time. */
function operations(): Operation[] {
  const places = placesOf(schema);
  const good: Values = Object.fromEntries(
    places.map((place) => [place, [GOOD_AT[place] ?? GOOD[scalarAt(place)]]]),
  );
  const all = places.flatMap((place) =>
    (TRIED[scalarAt(place)] ?? []).flatMap((value) => operationsOf(schema, { ...good, [place]: [value] })),
  );
  // An operation without this place is the same each time.
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

describe('a value that cannot be used', () => {
  it('is rejected as bad input, at every argument and input field of the schema', async () => {
    expect(tried.length).toBeGreaterThan(300);
    const codes = new Set<unknown>();
    const faults: unknown[] = [];
    for (const { field, query, variables } of tried) {
      // Waits ten seconds for the outcome, and has no argument.
      if (field === 'Mutation.takeSnapshot') continue;
      const { errors = [] } = await first.client.graphql(query, variables);
      for (const { extensions, message } of errors) {
        codes.add(extensions.code);
        // The cost limit would hide the following cases.
        expect(message).not.toContain('objects per minute');
        if (extensions.code.startsWith('INTERNAL')) faults.push({ query, variables, message });
      }
    }
    expect(faults).toEqual([]);
    expect([...codes]).toEqual(expect.arrayContaining(['BAD_USER_INPUT', 'NOT_FOUND']));
  });

  it('is named with the expected form, in variables and in the document', async () => {
    const refused = async (query: string, variables = {}): Promise<unknown> => {
      const response = await first.client.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return [response.status, await response.json()];
    };
    const rejection = (argument: string): unknown => [
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
    expect(await refused(String.raw`{ artist(id: "\u0000") { name } }`)).toEqual(rejection('id'));
    expect(await refused(BY_VARIABLE, { artist: '\0' })).toEqual(rejection('$artist'));
    expect(await refused(BY_VARIABLE, { artist: '\uD800' })).toEqual(rejection('$artist'));
    const REVOKE = 'mutation ($id: ID!) { revokeAccessToken(id: $id) { accessToken { id } } }';
    expect(await refused(REVOKE, { id: 'a\0' })).toEqual(rejection('$id'));
  });

  it('fails no other request, however many are concurrent', async () => {
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

  it('causes no internal error of any route, in its query or in its path', async () => {
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
          const response = await first.client.fetch(address, requestOf(endpoint)).catch(() => null);
          if (!response || response.status >= 500) faults.push([address.slice(0, 80), response?.status]);
        }
      }
    }
    expect(faults).toEqual([]);
  });
});
