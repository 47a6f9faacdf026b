import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { artistId, History } from './history.js';
import { named, NOW, recordStory } from './story.js';

const stage = setStage({ SNAPSHOT_DEPTH: '3' });

const ENTRY = `artist { name } rank previousRank rankChange status peakRank peakDay entryRank entryDay
  weeksOnChart consecutiveWeeksOnChart weeksAtNumberOne`;
const CHART = `query ($range: TimeRange! = SHORT_TERM, $on: Date, $comparedTo: Date, $first: Int = 100, $status: [EntryStatus!]) {
  chart(range: $range, on: $on, comparedTo: $comparedTo) {
    range day takenAt depth turnover similarity
    comparedTo { range day depth turnover similarity comparedTo { day } entries { status rank } dropouts { rank } }
    entries(first: $first, status: $status) { ${ENTRY} }
    dropouts { ${ENTRY} }
  }
}`;

const chart = async (variables: Record<string, unknown> = {}): Promise<unknown> =>
  (await ask(stage, CHART, variables))['chart'];
/** The ledger of an artist: peak, entry, weeks on chart, consecutive weeks, weeks at number one. */
const ledger = (
  [peakRank, peakDay]: [number, string],
  [entryRank, entryDay]: [number, string],
  [weeksOnChart, consecutiveWeeksOnChart, weeksAtNumberOne]: [number, number, number],
): object => ({
  peakRank,
  peakDay: `2026-06-${peakDay}`,
  entryRank,
  entryDay: `2026-06-${entryDay}`,
  weeksOnChart,
  consecutiveWeeksOnChart,
  weeksAtNumberOne,
});
const place = (
  letter: string,
  rank: number | null,
  previousRank: number | null,
  status: string | null,
): object => ({
  artist: named(letter),
  rank,
  previousRank,
  rankChange: rank === null || previousRank === null ? null : previousRank - rank,
  status,
});

describe('chart', () => {
  beforeEach(async () => void (await recordStory(stage)));

  it('is the newest by default, compared with the newest that is at least 7 days older', async () => {
    expect(await chart()).toEqual({
      range: 'SHORT_TERM',
      day: '2026-06-16',
      takenAt: '2026-06-16T05:12:00.000Z',
      depth: 4,
      // Of C, F, B and G, only G is missing from the earlier list F, B, A, C.
      turnover: 0.25,
      // At depths 1 to 4, the lists share 0, 1, 2 and 3 artists.
      similarity: expect.closeTo(
        (3 / 4) * 0.95 ** 4 +
          (0.05 / 0.95) * ((1 / 2) * 0.95 ** 2 + (2 / 3) * 0.95 ** 3 + (3 / 4) * 0.95 ** 4),
        10,
      ),
      comparedTo: {
        range: 'SHORT_TERM',
        day: '2026-06-09',
        depth: 4,
        turnover: null,
        similarity: null,
        comparedTo: null,
        entries: [1, 2, 3].map((rank) => ({ status: null, rank })),
        dropouts: [],
      },
      entries: [
        { ...place('C', 1, 4, 'MOVED_UP'), ...ledger([1, '16'], [3, '01'], [2, 2, 1]) },
        { ...place('F', 2, 1, 'MOVED_DOWN'), ...ledger([1, '09'], [1, '09'], [2, 2, 1]) },
        { ...place('B', 3, 2, 'MOVED_DOWN'), ...ledger([1, '03'], [2, '01'], [3, 3, 1]) },
        { ...place('G', 4, null, 'NEW_ENTRY'), ...ledger([4, '16'], [4, '16'], [1, 1, 0]) },
      ],
      dropouts: [{ ...place('A', null, 3, null), ...ledger([1, '01'], [1, '01'], [2, 0, 0]) }],
    });
  });

  it('of a past day contains nothing from later days', async () => {
    // A day between two snapshots has the chart of the older one.
    expect(await chart({ on: '2026-06-15' })).toMatchObject({
      day: '2026-06-09',
      comparedTo: { day: '2026-06-01' },
      entries: [
        { ...place('F', 1, null, 'NEW_ENTRY'), ...ledger([1, '09'], [1, '09'], [1, 1, 1]) },
        { ...place('B', 2, 2, 'NO_CHANGE'), ...ledger([1, '03'], [2, '01'], [2, 2, 1]) },
        { ...place('A', 3, 1, 'MOVED_DOWN'), ...ledger([1, '01'], [1, '01'], [2, 2, 0]) },
        { ...place('C', 4, 3, 'MOVED_DOWN'), ...ledger([3, '01'], [3, '01'], [1, 1, 0]) },
      ],
      dropouts: [{ artist: named('D'), previousRank: 4 }],
    });
  });

  it('is compared with the requested earlier day', async () => {
    expect(await chart({ on: '2026-06-09', comparedTo: '2026-06-08' })).toMatchObject({
      comparedTo: { day: '2026-06-07' },
      turnover: 0.5,
      entries: [
        place('F', 1, null, 'NEW_ENTRY'),
        place('B', 2, 1, 'MOVED_DOWN'),
        place('A', 3, 2, 'MOVED_DOWN'),
        place('C', 4, null, 'RE_ENTRY'),
      ],
      dropouts: [place('E', null, 3, null)],
    });
  });

  it.each(['2026-06-01', '2026-05-31'])(
    'of the first day has no comparison and no statuses, also with an earlier comparedTo: %s',
    async (on) => {
      const alone = {
        turnover: null,
        similarity: null,
        comparedTo: null,
        dropouts: [],
        entries: ['A', 'B', 'C', 'D'].map((letter, index) => place(letter, index + 1, null, null)),
      };
      expect(await chart({ on: '2026-06-01', comparedTo: on === '2026-06-01' ? null : on })).toMatchObject(
        alone,
      );
    },
  );

  it('applies "first" after the status filter, and returns SNAPSHOT_DEPTH entries by default', async () => {
    const ranks = async (variables: object): Promise<unknown> =>
      ((await chart({ ...variables })) as { entries: { rank: number }[] }).entries.map(({ rank }) => rank);
    expect(await ranks({ first: null })).toEqual([1, 2, 3]);
    expect(await ranks({ first: 2, status: ['MOVED_DOWN', 'NEW_ENTRY'] })).toEqual([2, 3]);
    expect(await ranks({ status: ['NEW_ENTRY'] })).toEqual([4]);
    expect(await ranks({ status: [] })).toEqual([]);
  });

  it('is null for a range without snapshots', async () => {
    expect(await chart({ range: 'LONG_TERM' })).toBeNull();
  });

  it('is null for a day before the first snapshot', async () => {
    expect(await chart({ on: '2026-05-31' })).toBeNull();
  });

  it.each([
    ['comparedTo', { comparedTo: '2026-06-16' }],
    ['comparedTo', { on: '2026-06-12', comparedTo: '2026-06-10' }],
    ['first', { first: 0 }],
    ['first', { first: 101 }],
  ])('refuses an invalid "%s": %j', async (argument, variables) => {
    expect(await refusal(stage, CHART, variables)).toMatch(
      new RegExp(`^BAD_USER_INPUT: The argument "${argument}"`),
    );
  });
});

it('the chart compares lists only to the depth that both of them reach', async () => {
  const history = await History.open(stage, NOW, '2026-06-01');
  await history.lists('LONG_TERM', { '2026-06-01': 'ABC', '2026-06-16': 'ABDCE' }, false);
  const deeper = { turnover: expect.closeTo(1 / 3, 10), dropouts: [] };
  expect(await chart({ range: 'LONG_TERM' })).toMatchObject({
    ...deeper,
    entries: [
      place('A', 1, 1, 'NO_CHANGE'),
      place('B', 2, 2, 'NO_CHANGE'),
      place('D', 3, null, 'NEW_ENTRY'),
      place('C', 4, 3, 'MOVED_DOWN'),
      // E may have been at rank 4 of the first list, which was not recorded.
      place('E', 5, null, null),
    ],
  });
});

it('the chart of an empty list has no entries, dropouts, turnover or similarity', async () => {
  const history = await History.open(stage, NOW, '2026-06-01');
  await history.lists('SHORT_TERM', { '2026-06-01': '', '2026-06-16': '' });
  expect(await chart()).toMatchObject({
    depth: 0,
    turnover: null,
    similarity: null,
    entries: [],
    dropouts: [],
  });
});

it("a listener's chart and artists are null for another listener", async () => {
  await recordStory(stage);
  const other = stage.instance.client(stage.api);
  await other.signIn('demo_02');
  const { data } = await other.graphql(
    `{ chart(range: SHORT_TERM) { day } artist(id: "${artistId('A')}") { name } }`,
  );
  expect(data).toEqual({ chart: null, artist: null });
});
