import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Client, setStage } from '../support/index.js';
import { mint, program, refusal } from './minting.js';
import { importLists } from './portable-history.js';
import { createShare, revokeShare } from './sharing.js';

const stage = setStage();

const COMPARE = `query ($token: String!) { compareWithShare(token: $token) {
  yourDay theirDay similarity
  common { yourRank theirRank artist { name } }
  onlyYours { rank artist { name } }
  onlyTheirs { rank artist { name } }
} }`;

const artist = z.object({ name: z.string() });
const entry = z.object({ rank: z.number(), artist });
const comparison = z.object({
  yourDay: z.string(),
  theirDay: z.string(),
  similarity: z.number().nullable(),
  common: z.array(z.object({ yourRank: z.number(), theirRank: z.number(), artist })),
  onlyYours: z.array(entry),
  onlyTheirs: z.array(entry),
});

let friend: Client;
beforeEach(async () => {
  friend = stage.instance.client(stage.api);
  await stage.client.signIn('demo_02');
  await friend.signIn('demo_01');
});

/** Returns the comparison of a listener with a share; null if a chart is not there. */
async function compare(who: Client, token: string): Promise<z.output<typeof comparison> | null> {
  const { data, errors } = await who.graphql(COMPARE, { token });
  expect(errors).toBeUndefined();
  return comparison.nullable().parse(data?.['compareWithShare']);
}

/** Returns a comparison as `artist yourRank theirRank`, with `-` for no rank. */
async function lines(who: Client, token: string): Promise<string[]> {
  const { common = [], onlyYours = [], onlyTheirs = [] } = (await compare(who, token)) ?? {};
  const letter = (named: { readonly name: string }): string => named.name.replace('Artist ', '');
  return [
    ...common.map((each) => `${letter(each.artist)} ${each.yourRank} ${each.theirRank}`),
    ...onlyYours.map((each) => `${letter(each.artist)} ${each.rank} -`),
    ...onlyTheirs.map((each) => `${letter(each.artist)} - ${each.rank}`),
  ];
}

describe('compareWithShare', () => {
  it('compares your newest chart with the newest of the share, both cut to the smaller depth', async () => {
    await importLists(stage.client, { '2019-03-04': 'XYZ…', '2019-03-12': 'BAC…' });
    await importLists(friend, { '2019-03-05': 'PQ…', '2019-03-13': 'ABDEC…' });
    const { token } = await createShare(friend);
    // k = 3, which leaves out C at their rank 5. Swapped, then one of three different:
    // 0.05 · (0 + 0.95 + 2/3 · 0.9025) + 2/3 · 0.857375.
    const { similarity, yourDay, theirDay } = (await compare(stage.client, token)) ?? {};
    expect([yourDay, theirDay]).toEqual(['2019-03-12', '2019-03-13']);
    expect(similarity).toBeCloseTo(0.649_166_666_666_666_7, 12);
    expect(await lines(stage.client, token)).toEqual(['B 1 2', 'A 2 1', 'C 3 -', 'D - 3']);
  });

  it('compares with the frozen day of a share, in its range', async () => {
    await importLists(stage.client, { '2019-03-12': 'AB' });
    await importLists(stage.client, { '2019-03-12': 'CD' }, 'LONG_TERM');
    await importLists(friend, { '2019-03-05': 'DX', '2019-03-13': 'AB' }, 'LONG_TERM');
    const { token } = await createShare(friend, { range: 'LONG_TERM', on: '2019-03-05' });
    expect(await lines(stage.client, token)).toEqual(['D 2 1', 'C 1 -', 'X - 2']);
  });

  it('returns null if either chart is not there, and null for the similarity of nothing', async () => {
    const { token } = await createShare(friend);
    expect(await compare(stage.client, token)).toBeNull();
    await importLists(friend, { '2019-03-05': 'AB' });
    expect(await compare(stage.client, token)).toBeNull();
    await importLists(stage.client, { '2019-03-05': '' });
    expect(await compare(stage.client, token)).toMatchObject({ similarity: 0, onlyTheirs: [{}, {}] });
    await importLists(friend, { '2019-03-12': '' });
    expect(await compare(stage.client, token)).toMatchObject({ similarity: null, onlyTheirs: [] });
  });

  it('compares listeners with their own share as with any other', async () => {
    await importLists(friend, { '2019-03-05': 'AB', '2019-03-12': 'BA' });
    const [frozen, newest] = [await createShare(friend, { on: '2019-03-05' }), await createShare(friend)];
    expect(await compare(friend, frozen.token)).toMatchObject({ similarity: 0.95, onlyYours: [] });
    expect(await compare(friend, newest.token)).toMatchObject({ similarity: 1, onlyYours: [] });
  });

  it('has the rank histories of the listener who asks, not of the one who shares', async () => {
    await importLists(stage.client, { '2019-03-04': 'ZA', '2019-03-12': 'AB' });
    await importLists(friend, { '2019-03-05': 'AZ', '2019-03-13': 'AZ' });
    const { token } = await createShare(friend);
    const HISTORY =
      'rankHistory(range: SHORT_TERM, interval: DAY, from: "2019-03-03", to: "2019-03-14") { day rank observed }';
    const query = `query ($token: String!) { compareWithShare(token: $token) {
      common { artist { ${HISTORY} } } onlyTheirs { artist { ${HISTORY} } }
    } }`;
    const { data } = await stage.client.graphql(query, { token });
    const observed = JSON.stringify(data).match(/"day":"[\d-]+","rank":\w+(?=,"observed":true)/g);
    expect(observed).toEqual([
      '"day":"2019-03-04","rank":2',
      '"day":"2019-03-12","rank":1',
      '"day":"2019-03-04","rank":1',
      '"day":"2019-03-12","rank":null',
    ]);
  });

  it('works with a READ token, and rejects strangers', async () => {
    await importLists(friend, { '2019-03-05': 'AB' });
    await importLists(stage.client, { '2019-03-05': 'AC' });
    const { token } = await createShare(friend);
    const byToken = program(stage, (await mint(stage.client)).secret);
    expect(await lines(byToken, token)).toEqual(['A 1 1', 'C 2 -', 'B - 2']);
    const stranger = stage.instance.client(stage.api);
    expect(refusal(await stranger.graphql(COMPARE, { token }))).toMatch(/^UNAUTHENTICATED: /);
  });

  it('rejects unknown and revoked tokens as sharedChart does', async () => {
    await importLists(friend, { '2019-03-05': 'AB' });
    const { id, token } = await createShare(friend);
    await revokeShare(friend, id);
    const shared = 'query ($token: String!) { sharedChart(token: $token) { title } }';
    const rejected = refusal(await stage.client.graphql(shared, { token }));
    expect(rejected).toMatch(/^NOT_FOUND: /);
    for (const each of [token, 'unknown', ''])
      expect(refusal(await stage.client.graphql(COMPARE, { token: each }))).toBe(rejected);
  });
});
