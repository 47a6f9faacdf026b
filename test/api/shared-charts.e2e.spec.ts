import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import { mint, program } from './minting.js';
import { importLists } from './portable-history.js';
import { createShare } from './sharing.js';

const stage = setStage();

const FIELDS = `
  range day takenAt source depth turnover similarity
  entries(first: 100) { artist { id name linked spotifyUrl } rank previousRank rankChange status peakRank peakDay
    entryRank entryDay weeksOnChart weeksAtNumberOne consecutiveWeeksOnChart consecutiveWeeksAtNumberOne }
  dropouts { artist { name } previousRank peakRank }
  comparedTo { day takenAt source depth }`;
const SHARED = `query ($token: String!) { sharedChart(token: $token) { title listenerName chart { ${FIELDS} } } }`;
const OWN = `query ($on: Date) { chart(range: SHORT_TERM, on: $on) { ${FIELDS} } }`;
const DAY = 'query ($token: String!) { sharedChart(token: $token) { chart { day source depth } } }';

/** Days of three weeks: artists enter, leave and come back. */
const LISTS = { '2019-03-04': 'ABCD…', '2019-03-12': 'BAXE…', '2019-03-19': 'CBX…', '2019-03-20': 'BYC…' };

let stranger: Client;
beforeEach(async () => {
  stranger = stage.instance.client(stage.api);
  await stage.client.signIn();
});

/** Returns the day of the chart that a stranger sees; null if the chart is not there. */
async function dayOf(token: string): Promise<unknown> {
  const { data, errors } = await stranger.graphql(DAY, { token });
  expect(errors).toBeUndefined();
  return data?.['sharedChart'];
}

describe('sharedChart', () => {
  it('shows a stranger the newest chart as its listener sees it, and follows it to the next day', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client, { title: 'My weeks', showName: true });
    const own = await stage.client.graphql(OWN);
    const shown = await stranger.graphql(SHARED, { token });
    expect(shown).toEqual({
      data: {
        sharedChart: { title: 'My weeks', listenerName: expect.any(String), chart: own.data?.['chart'] },
      },
    });
    expect(JSON.stringify(shown)).toContain('"day":"2019-03-20"');
    await importLists(stage.client, { ...LISTS, '2019-03-27': 'AB' });
    expect(await dayOf(token)).toEqual({ chart: { day: '2019-03-27', source: 'SPOTIFY', depth: 2 } });
  });

  it('shows a frozen day as it was, without title and name unless they are shared', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client, { on: '2019-03-12' });
    const own = await stage.client.graphql(OWN, { on: '2019-03-12' });
    await importLists(stage.client, { ...LISTS, '2019-03-27': 'AB' });
    expect(await stranger.graphql(SHARED, { token })).toEqual({
      data: { sharedChart: { title: null, listenerName: null, chart: own.data?.['chart'] } },
    });
  });

  it('has an empty baseline and no rank histories, for a stranger, the listener and an access token', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client);
    const query = `query ($token: String!) { sharedChart(token: $token) { chart {
      entries(first: 3) { artist { name rankHistory(range: SHORT_TERM, interval: DAY, from: "2019-03-01", to: "2019-03-31") { day rank } } }
      dropouts { artist { rankHistory(range: LONG_TERM, interval: MONTH, from: "2019-01-01", to: "2019-12-31") { day } } }
      comparedTo { day depth source turnover similarity comparedTo { day }
        entries(status: [NEW_ENTRY]) { rank } all: entries(first: 100) { rank artist { name } } dropouts { previousRank } }
    } } }`;
    const artistOf = (name: string): object => ({ artist: { name: `Artist ${name}`, rankHistory: [] } });
    const chart = {
      entries: ['B', 'Y', 'C'].map(artistOf),
      // A and X. E was below the three ranks compared.
      dropouts: [{ artist: { rankHistory: [] } }, { artist: { rankHistory: [] } }],
      comparedTo: {
        ...{ day: '2019-03-12', depth: 4, source: 'SPOTIFY', turnover: null, similarity: null },
        ...{ comparedTo: null, entries: [], all: [], dropouts: [] },
      },
    };
    const byToken = program(stage, (await mint(stage.client)).secret);
    for (const who of [stranger, stage.client, byToken]) {
      expect(await who.graphql(query, { token })).toEqual({ data: { sharedChart: { chart } } });
    }
  });

  it('checks the arguments below it as anywhere else', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client);
    const query = `query ($token: String!) { sharedChart(token: $token) { chart { entries(first: 101) { rank } comparedTo { day } } } }`;
    const { errors } = await stranger.graphql(query, { token });
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the chart of a share', () => {
  it('is null before the first snapshot, and there after it', async () => {
    const { token } = await createShare(stage.client, { title: 'Soon' });
    expect(await dayOf(token)).toEqual({ chart: null });
    await importLists(stage.client, { '2019-03-04': '' });
    expect(await dayOf(token)).toEqual({ chart: { day: '2019-03-04', source: 'SPOTIFY', depth: 0 } });
  });

  it('is null once its day is deleted, although older and newer days are there', async () => {
    await importLists(stage.client, LISTS);
    const { token } = await createShare(stage.client, { on: '2019-03-12' });
    expect(await dayOf(token)).toMatchObject({ chart: { day: '2019-03-12' } });
    // As the retention does it, which starts with the oldest day.
    await stage.instance.sql("DELETE FROM snapshot WHERE day <= '2019-03-12'");
    await stage.instance.sql('UPDATE history_revision SET revision = gen_random_uuid()');
    expect(await dayOf(token)).toEqual({ chart: null });
    await importLists(stage.client, { '2019-03-04': 'AB…' });
    expect(await dayOf(token)).toEqual({ chart: null });
  });

  it('says that it is reconstructed, and is null while the listener leaves such days out', async () => {
    await importLists(stage.client, { ...LISTS, '2019-03-03': '~BA' });
    const { token } = await createShare(stage.client, { on: '2019-03-03' });
    const there = { chart: { day: '2019-03-03', source: 'RECONSTRUCTED', depth: 2 } };
    expect(await dayOf(token)).toEqual(there);
    const include = (value: boolean): Promise<unknown> =>
      stage.client.graphql(
        'mutation ($on: Boolean!) { updateSettings(input: { includeReconstructed: $on }) { viewer { id } } }',
        { on: value },
      );
    await include(false);
    expect(await dayOf(token)).toEqual({ chart: null });
    await include(true);
    expect(await dayOf(token)).toEqual(there);
  });

  it('shows lists deeper than what the instance records now, if asked for', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz01234567';
    await importLists(stage.client, { '2019-03-04': letters, '2019-03-12': `${letters}…` });
    const { token } = await createShare(stage.client);
    const query = `query ($token: String!) { sharedChart(token: $token) { chart {
      depth similarity all: entries(first: 100) { rank } entries { rank }
    } } }`;
    const ranks = (count: number): object[] => Array.from({ length: count }, (_, at) => ({ rank: at + 1 }));
    expect((await stranger.graphql(query, { token })).data?.['sharedChart']).toEqual({
      chart: { depth: 60, similarity: 1, all: ranks(60), entries: ranks(50) },
    });
  });
});
