import { readFileSync } from 'node:fs';
import { beforeEach, expect, it, jest } from '@jest/globals';
import { buildSchema, type GraphQLObjectType, isObjectType } from 'graphql';
import { type Operation, operationsOf } from '../security/operations.js';
import { type Client, setStage } from '../support/index.js';
import { mint, program } from './minting.js';
import { nestedSelections, typesBelow, type Values } from './nested-selections.js';
import { importLists, RANGES } from './portable-history.js';
import { NAME, settleSharer, type Shared, type Sharer } from './settled-sharer.js';

jest.setTimeout(180_000);

const stage = setStage({ QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' });
const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));

/** The values to try for every argument below a share whose type is not an enum. Add new arguments here. */
const VALUES: Values = {
  'Chart.entries.first': [100, 1],
  'Artist.rankHistory.from': ['2019-01-01', '2019-04-02'],
  'Artist.rankHistory.to': ['2019-12-31', '2019-04-09'],
};

let sharer: Sharer;
let other: Client;
beforeEach(async () => {
  other = stage.client;
  await other.signIn('listener_7');
  await importLists(other, { '2018-03-04': 'XYZ', '2018-03-12': 'ZX' });
  await importLists(other, { '2018-03-12': 'XZ' }, 'LONG_TERM');
  for (const range of RANGES) await other.graphql(`{ topArtists(range: ${range}) { source } }`);
  sharer = await settleSharer(stage.instance, stage.api);
});

function typeOf(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is not an object type`);
  return type;
}

/** Returns the canaries in a text. */
function canariesIn(text: string, { canaries }: Pick<Shared, 'canaries'>): string[] {
  return canaries.filter((canary) => text.includes(canary));
}

/** Sends every selection below a field with the token, and returns all responses. */
async function askEverything(who: Client, field: string, type: string, token: string): Promise<string> {
  const answers: string[] = [];
  const pending = nestedSelections(typeOf(type), 2, VALUES);
  expect(pending.length).toBeGreaterThan(5);
  const next = async (): Promise<void> => {
    for (let selection = pending.pop(); selection !== undefined; selection = pending.pop()) {
      const answer = await who.graphql(`query ($token: String!) { ${field}(token: $token) ${selection} }`, {
        token,
      });
      expect([selection, answer.errors]).toEqual([selection, undefined]);
      answers.push(JSON.stringify(answer.data));
    }
  };
  await Promise.all(Array.from({ length: 8 }, next));
  return answers.join('\n');
}

/** Returns a client of each kind that may have a link. */
async function everyone(): Promise<[name: string, who: Client][]> {
  return [
    ['a stranger', stage.instance.client(stage.api)],
    ['another listener', other],
    ['the sharer', sharer.client],
    ['a program of the sharer', program(stage, (await mint(sharer.client)).secret)],
  ];
}

it('every field below sharedChart, with any arguments, shows the chart and no canary to anyone', async () => {
  // The listener's own view contains every canary. A new type below a share needs canaries of its own.
  for (const shared of [sharer.frozen, sharer.newest])
    expect(canariesIn(sharer.own, shared).toSorted()).toEqual(shared.canaries.toSorted());
  const types = ['Artist', 'ArtistImage', 'Chart', 'ChartEntry', 'RankPoint', 'SharedChart'];
  expect([...typesBelow(typeOf('SharedChart'))].toSorted()).toEqual(types);

  for (const [name, who] of await everyone()) {
    const frozen = await askEverything(who, 'sharedChart', 'SharedChart', sharer.frozen.token);
    const newest = await askEverything(who, 'sharedChart', 'SharedChart', sharer.newest.token);
    expect([name, canariesIn(frozen, sharer.frozen)]).toEqual([name, []]);
    expect([name, canariesIn(newest, sharer.newest)]).toEqual([name, []]);
    // The chart is shown: its artists, a drop-out, the day of the baseline, the title, and the name where it is shared.
    for (const text of ['OnTheChartAAA', 'OnTheChartBBB', 'OnTheChartDDD', '2019-03-05', 'Title of the day'])
      expect(frozen).toContain(text);
    for (const text of ['OnTheChartAAA', '2019-05-06', 'Title of the newest', NAME])
      expect(newest).toContain(text);
    expect(frozen + newest).toMatch(/"rankHistory":\[\]/);
    expect(frozen + newest).not.toContain('"RankPoint"');
  }
});

it('every field below compareWithShare shows another listener the two charts and no canary', async () => {
  for (const { token, canaries } of [sharer.frozen, sharer.newest]) {
    const answers = await askEverything(other, 'compareWithShare', 'ListenerComparison', token);
    expect(answers).toContain('OnTheChartBBB');
    // Rank histories are those of the other listener, who has no snapshot in 2019.
    const others = [...canaries.filter((canary) => !canary.startsWith('2019-')), NAME];
    expect(canariesIn(answers, { canaries: others })).toEqual([]);
    expect(answers).toMatch(/"day":"2018-03-12","observed":true/);
    expect(answers).not.toMatch(/"day":"2019-\d\d-\d\d","observed":true/);
  }
});

it('the pages of a share show no canary', async () => {
  for (const shared of [sharer.frozen, sharer.newest]) {
    for (const [who, path] of [
      [stage.instance.client(stage.api), `/s/${shared.token}`],
      [other, `/s/${shared.token}`],
      [other, `/s/${shared.token}/compare`],
    ] as const) {
      const response = await who.fetch(path);
      const received = [...[...response.headers].flat(), await response.text()].join('\n');
      expect([path, response.status, canariesIn(received, shared)]).toEqual([path, 200, []]);
      expect(received).toContain('OnTheChartBBB');
    }
  }
});

it('no other field and no other route takes the token, or an id or a cursor of the listener', async () => {
  const { token, url } = sharer.frozen;
  const [bearer, prefixed, cookie] = [1, 2, 3].map(() => stage.instance.client(stage.api));
  if (!bearer || !prefixed || !cookie) throw new Error('There are three clients.');
  bearer.authorization = `Bearer ${token}`;
  prefixed.authorization = `Bearer hdl_${token}`;
  cookie.plant(`${cookie.sessionCookie}=${token}`);
  const taken: string[] = [];
  for (const who of [bearer, prefixed, cookie, other]) {
    const handles = who === other ? [token, url, ...sharer.handles] : [token];
    const send = async ({ field, query, variables }: Operation): Promise<void> => {
      const { data, errors } = await who.graphql(query, variables);
      const sent = JSON.stringify(variables);
      const canaries = canariesIn(JSON.stringify(data), sharer.frozen).filter((one) => !sent.includes(one));
      expect([field, variables, canaries]).toEqual([field, variables, []]);
      if (who !== other && errors?.[0]?.extensions.code !== 'UNAUTHENTICATED') taken.push(field);
    };
    await Promise.all(otherOperations(handles).map(send));
    if (who === other) continue;
    for (const path of ['/export', `/export?token=${token}`, '/demo/listening-history.zip']) {
      const response = await who.fetch(path);
      if (response.status !== 401) taken.push(path);
      expect(canariesIn(await response.text(), sharer.frozen)).toEqual([]);
    }
  }
  expect(taken).toEqual([]);
});

/** Returns operations of every root field that does not open shares. */
function otherOperations(handles: readonly string[]): Operation[] {
  const values = new Proxy<Record<string, readonly unknown[]>>(
    {},
    { get: (_, place) => valuesAt(String(place), handles) },
  );
  return operationsOf(schema, values).filter(
    ({ field }) => field !== 'Query.sharedChart' && field !== 'Query.compareWithShare',
  );
}

/** Returns the values of an argument: any text may be the token, or a handle of the listener. */
function valuesAt(place: string, handles: readonly string[]): readonly unknown[] {
  if (/\.(on|from|to|comparedTo|before)$/.test(place) && place !== 'Query.charts.before')
    return ['2019-03-12'];
  if (/\.(limit|first|last|expiresInDays)$/.test(place)) return [5];
  if (place.endsWith('.year')) return [2019];
  if (/\.(confirm|snapshotsPaused|showName|includeReconstructed)$/.test(place)) return [false];
  return /Input\.(title|name)$/.test(place) ? ['text of the other'] : handles;
}
