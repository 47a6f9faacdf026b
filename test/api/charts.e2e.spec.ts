import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { days, History } from './history.js';
import { NOW, recordStory } from './story.js';

const stage = setStage();

const CHARTS = `query ($interval: ChartInterval! = WEEK, $from: Date, $to: Date, $first: Int, $after: String, $last: Int, $before: String) {
  charts(range: SHORT_TERM, interval: $interval, from: $from, to: $to,
         first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes { day comparedTo { day } }
    edges { cursor node { day } }
    pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
  }
}`;

const connection = z.object({
  totalCount: z.number(),
  nodes: z.array(z.object({ day: z.string(), comparedTo: z.object({ day: z.string() }).nullable() })),
  edges: z.array(z.object({ cursor: z.string(), node: z.object({ day: z.string() }) })),
  pageInfo: z.object({
    hasPreviousPage: z.boolean(),
    hasNextPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
});
type Charts = z.output<typeof connection>;

async function charts(variables: Record<string, unknown> = {}): Promise<Charts> {
  return connection.parse((await ask(stage, CHARTS, variables))['charts']);
}
/** Returns the cursor, day and comparison day of each chart, without the year. */
const outline = ({ edges, nodes }: Charts): (string | null)[][] =>
  edges.map(({ cursor, node }, index) =>
    [cursor, node.day, nodes[index]?.comparedTo?.day ?? null].map(
      (day) => day?.slice('2026-'.length) ?? null,
    ),
  );

describe('charts', () => {
  beforeEach(async () => void (await recordStory(stage)));

  it('contains one chart for each recorded week, newest first, each compared with the one before', async () => {
    const weeks = await charts();
    expect(outline(weeks)).toEqual([
      ['06-15', '06-16', '06-09'],
      ['06-08', '06-09', '06-07'],
      ['06-01', '06-07', null],
    ]);
    expect(weeks.totalCount).toBe(3);
    expect(weeks.pageInfo).toEqual({
      hasPreviousPage: false,
      hasNextPage: false,
      startCursor: '2026-06-15',
      endCursor: '2026-06-01',
    });
  });

  it('contains one chart for each recorded day, with the default comparison', async () => {
    expect(outline(await charts({ interval: 'DAY' }))).toEqual([
      ['06-16', '06-16', '06-09'],
      ['06-09', '06-09', '06-01'],
      ['06-07', '06-07', '06-01'],
      ['06-03', '06-03', '06-01'],
      ['06-01', '06-01', null],
    ]);
  });

  it('contains one chart for each recorded month', async () => {
    expect(outline(await charts({ interval: 'MONTH' }))).toEqual([['06-01', '06-16', null]]);
  });

  it('applies "from" and "to" before forming weeks, and may compare with an older chart', async () => {
    expect(outline(await charts({ from: '2026-06-09' }))).toEqual([
      ['06-15', '06-16', '06-09'],
      ['06-08', '06-09', '06-07'],
    ]);
    expect(outline(await charts({ to: '2026-06-05' }))).toEqual([['06-01', '06-03', null]]);
    expect(await charts({ from: '2026-06-10', to: '2026-06-15' })).toEqual({
      totalCount: 0,
      nodes: [],
      edges: [],
      pageInfo: { hasPreviousPage: false, hasNextPage: false, startCursor: null, endCursor: null },
    });
  });

  it('continues at the same position when the week of a cursor no longer exists', async () => {
    await stage.instance.sql(`DELETE FROM snapshot WHERE day = '2026-06-09'`);
    expect(outline(await charts({ after: '2026-06-08' }))).toEqual([['06-01', '06-07', null]]);
    expect(outline(await charts({ last: 5, before: '2026-06-08' }))).toEqual([['06-15', '06-16', '06-07']]);
  });

  it.each([
    ['first', { first: 0 }],
    ['last', { last: 101 }],
    ['after', { after: 'yesterday' }],
    ['before', { before: '2026-02-30' }],
    ['from', { from: '2026-06-09', to: '2026-06-08' }],
  ])('refuses an invalid "%s": %j', async (argument, variables) => {
    expect(await refusal(stage, CHARTS, variables)).toMatch(
      new RegExp(`^BAD_USER_INPUT: The argument "${argument}"`),
    );
  });
});

describe('pages of charts', () => {
  const recorded = days('2026-05-01', '2026-06-14');
  let history: History;
  beforeEach(async () => {
    history = await History.open(stage, NOW, '2026-05-01');
    await history.snapshots('SHORT_TERM', ...recorded);
  });
  const daysOf = ({ nodes }: Charts): string[] => nodes.map(({ day }) => day);

  it('contain the newest 20 charts by default', async () => {
    const page = await charts({ interval: 'DAY' });
    expect(daysOf(page)).toEqual(recorded.toReversed().slice(0, 20));
    expect(page.totalCount).toBe(45);
    expect(page.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
  });

  it('return each chart once in forward order while a new snapshot arrives', async () => {
    const seen: string[] = [];
    let page = await charts({ interval: 'DAY', first: 10 });
    await history.snapshots('SHORT_TERM', '2026-06-15');
    for (let pages = 0; pages <= recorded.length; pages += 1) {
      seen.push(...daysOf(page));
      if (!page.pageInfo.hasNextPage) break;
      page = await charts({ interval: 'DAY', first: 10, after: page.pageInfo.endCursor });
      expect(page.pageInfo.hasPreviousPage).toBe(true);
    }
    expect(seen).toEqual(recorded.toReversed());
    expect(page.totalCount).toBe(46);
  });

  it('return each chart once in backward order, including that of a new snapshot', async () => {
    const seen: string[] = [];
    let page = await charts({ interval: 'DAY', last: 10 });
    await history.snapshots('SHORT_TERM', '2026-06-15');
    for (let pages = 0; pages <= recorded.length; pages += 1) {
      seen.unshift(...daysOf(page));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await charts({ interval: 'DAY', last: 10, before: page.pageInfo.startCursor });
      expect(page.pageInfo.hasNextPage).toBe(true);
    }
    expect(seen).toEqual([...recorded, '2026-06-15'].toReversed());
  });

  it('can be limited by a cursor and a count from both sides', async () => {
    const page = await charts({
      interval: 'DAY',
      after: '2026-06-10',
      before: '2026-06-04',
      first: 4,
      last: 2,
    });
    expect(daysOf(page)).toEqual(['2026-06-07', '2026-06-06']);
    expect(page.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
  });
});

it('charts is an empty connection before the first snapshot', async () => {
  await History.open(stage, NOW, '2026-06-01');
  expect(await charts()).toMatchObject({ totalCount: 0, edges: [] });
});
