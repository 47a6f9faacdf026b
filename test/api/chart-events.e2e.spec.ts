import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { artistId, History } from './history.js';
import { NOW, recordStory } from './story.js';

const stage = setStage();

const EVENTS = `query ($range: TimeRange, $kinds: [ChartEventKind!], $first: Int, $after: String) {
  chartEvents(range: $range, kinds: $kinds, first: $first, after: $after) {
    nodes { id kind range day artist { id } rank previousRank }
    edges { cursor node { id } }
    pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
  }
}`;

const connection = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      range: z.string(),
      day: z.string(),
      artist: z.object({ id: z.string() }),
      rank: z.number().nullable(),
      previousRank: z.number().nullable(),
    }),
  ),
  edges: z.array(z.object({ cursor: z.string(), node: z.object({ id: z.string() }) })),
  pageInfo: z.object({
    hasPreviousPage: z.boolean(),
    hasNextPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
});
type Events = z.output<typeof connection>;

async function events(variables: Record<string, unknown> = {}): Promise<Events> {
  const page = connection.parse((await ask(stage, EVENTS, variables))['chartEvents']);
  expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
  return page;
}
/** Formats each event as "06-16 DROP_OUT A 3→": day, kind, artist, previous and new rank. */
const summarize = ({ nodes }: Events): string[] =>
  nodes.map(
    ({ kind, day, artist, rank, previousRank }) =>
      `${day.slice('2026-'.length)} ${kind} ${artist.id[0]} ${previousRank ?? ''}→${rank ?? ''}`,
  );

const STORY = [
  '06-16 NEW_NUMBER_ONE C 4→1',
  '06-16 NEW_ENTRY G →4',
  '06-16 NEW_PEAK C 4→1',
  '06-16 DROP_OUT A 3→',
  '06-09 NEW_NUMBER_ONE F →1',
  '06-09 NEW_ENTRY F →1',
  '06-09 RE_ENTRY C →4',
  '06-09 DROP_OUT E 3→',
  '06-07 NEW_PEAK E 4→3',
  '06-07 DROP_OUT C 3→',
  '06-03 NEW_NUMBER_ONE B 2→1',
  '06-03 NEW_ENTRY E →4',
  '06-03 NEW_PEAK B 2→1',
  '06-03 DROP_OUT D 4→',
];

describe('chartEvents', () => {
  it('lists the changes from each snapshot to the next, newest first', async () => {
    await recordStory(stage);
    const all = await events({ range: 'SHORT_TERM' });
    expect(summarize(all)).toEqual(STORY);
    expect(all.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: false });
    expect(new Set(all.nodes.map(({ id }) => id)).size).toBe(STORY.length);
  });

  it('covers all ranges by default, and orders the events of a day by range', async () => {
    const history = await recordStory(stage);
    await history.lists('LONG_TERM', { '2026-06-08': 'AB', '2026-06-16': 'BA' });
    await history.lists('MEDIUM_TERM', { '2026-06-11': 'AB', '2026-06-12': 'A', '2026-06-16': 'A' });
    expect(summarize(await events())).toEqual([
      ...STORY.slice(0, 4),
      '06-16 NEW_NUMBER_ONE B 2→1',
      '06-16 NEW_PEAK B 2→1',
      '06-12 DROP_OUT B 2→',
      ...STORY.slice(4),
    ]);
    expect(summarize(await events({ range: 'MEDIUM_TERM' }))).toEqual(['06-12 DROP_OUT B 2→']);
  });

  it('lists only events of the argument kinds, in full pages', async () => {
    await recordStory(stage);
    const kinds = ['RE_ENTRY', 'NEW_PEAK'];
    const expected = [
      '06-16 NEW_PEAK C 4→1',
      '06-09 RE_ENTRY C →4',
      '06-07 NEW_PEAK E 4→3',
      '06-03 NEW_PEAK B 2→1',
    ];
    expect(summarize(await events({ kinds }))).toEqual(expected);
    expect(summarize(await events({ kinds: null }))).toEqual(STORY);
    expect(summarize(await events({ kinds: [] }))).toEqual([]);
    // An event of another kind is a valid cursor too.
    const [dropOut] = (await events({ kinds: ['DROP_OUT'], first: 1 })).nodes;
    const page = await events({ kinds, first: 2, after: dropOut?.id });
    expect(summarize(page)).toEqual(expected.slice(1, 3));
    expect(page.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
    const last = await events({ kinds, first: 2, after: page.pageInfo.endCursor });
    expect(summarize(last)).toEqual(expected.slice(3));
    expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
  });

  it.each([1, 3, 5, 13])(
    'returns each event once in pages of %i while a new snapshot arrives',
    async (first) => {
      const history = await recordStory(stage);
      const seen: string[] = [];
      let page = await events({ first });
      await history.lists('SHORT_TERM', { '2026-06-17': 'AB' });
      // There is at most one page for each event, and one more.
      for (let pages = 0; pages <= STORY.length; pages += 1) {
        expect(page.nodes.length).toBeLessThanOrEqual(first);
        seen.push(...summarize(page));
        if (!page.pageInfo.hasNextPage) break;
        page = await events({ first, after: page.pageInfo.endCursor });
        expect(page.pageInfo.hasPreviousPage).toBe(true);
      }
      expect(seen).toEqual(STORY);
    },
  );

  it('continues at the same position when the event of a cursor no longer exists', async () => {
    const history = await recordStory(stage);
    const { nodes } = await events();
    const cursorOf = (text: string): string | undefined => nodes[STORY.indexOf(text)]?.id;
    const [entry, reEntry] = [cursorOf('06-09 NEW_ENTRY F →1'), cursorOf('06-09 RE_ENTRY C →4')];
    // A list for the day before already contains both artists.
    await history.lists('SHORT_TERM', { '2026-06-08': 'FBEC' });
    const follow = ['06-09 DROP_OUT E 3→', '06-08 NEW_NUMBER_ONE F →1'];
    expect(summarize(await events({ after: reEntry, first: 2 }))).toEqual(follow);
    expect(summarize(await events({ after: entry, first: 3 }))).toEqual(['06-09 RE_ENTRY A →3', ...follow]);
    // Without a snapshot on that day, the next page begins before it.
    await stage.instance.sql(`DELETE FROM snapshot WHERE day = '2026-06-09'`);
    expect(summarize(await events({ after: entry, first: 1 }))).toEqual(['06-08 NEW_NUMBER_ONE F →1']);
  });

  it('returns the same events and ids after a snapshot without changes', async () => {
    const history = await recordStory(stage);
    const before = await events();
    await history.lists('SHORT_TERM', { '2026-06-17': 'CFBG' });
    expect((await events()).nodes).toEqual(before.nodes);
  });

  it('reports no entry for an artist who may have ranked below the end of a shorter list', async () => {
    const history = await History.open(stage, NOW, '2026-06-01');
    await history.lists(
      'SHORT_TERM',
      { '2026-06-01': 'AB', '2026-06-02': 'ABCD', '2026-06-03': 'AB' },
      false,
    );
    expect(summarize(await events())).toEqual([]);
  });

  it('is empty before the second snapshot', async () => {
    const history = await History.open(stage, NOW, '2026-06-01');
    const none = {
      nodes: [],
      edges: [],
      pageInfo: { hasPreviousPage: false, hasNextPage: false, startCursor: null, endCursor: null },
    };
    expect(await events()).toEqual(none);
    await history.lists('SHORT_TERM', { '2026-06-01': 'AB' });
    expect(await events()).toEqual(none);
  });

  it('returns 20 events by default', async () => {
    const history = await recordStory(stage);
    await history.lists('LONG_TERM', { '2026-06-01': 'ABCDEFGHIJ', '2026-06-02': '' });
    const page = await events();
    expect([page.nodes.length, page.pageInfo.hasNextPage]).toEqual([20, true]);
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['after', { after: 'yesterday' }],
    ['after', { after: '' }],
    [
      'after',
      { after: Buffer.from(`SHORT_TERM/2026-02-30/DROP_OUT/${artistId('A')}`).toString('base64url') },
    ],
  ])('refuses an invalid "%s": %j', async (argument, variables) => {
    await recordStory(stage);
    expect(await refusal(stage, EVENTS, variables)).toMatch(
      new RegExp(`^BAD_USER_INPUT: The argument "${argument}"`),
    );
  });
});
