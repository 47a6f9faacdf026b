import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { artistId, History } from './history.js';
import { NOW, recordStory } from './story.js';

const stage = setStage();

const EVENTS = `query ($range: TimeRange, $first: Int, $after: String) {
  chartEvents(range: $range, first: $first, after: $after) {
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
/** Formats each event as "06-16 DROP_OUT A 3→": day, kind, artist, rank before and after. */
const summaries = ({ nodes }: Events): string[] =>
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
  it('describe the changes from each snapshot to the next, newest first', async () => {
    await recordStory(stage);
    const all = await events({ range: 'SHORT_TERM' });
    expect(summaries(all)).toEqual(STORY);
    expect(all.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: false });
    expect(new Set(all.nodes.map(({ id }) => id)).size).toBe(STORY.length);
  });

  it('cover all ranges by default, ordered by range within a day', async () => {
    const history = await recordStory(stage);
    await history.lists('LONG_TERM', { '2026-06-08': 'AB', '2026-06-16': 'BA' });
    await history.lists('MEDIUM_TERM', { '2026-06-11': 'AB', '2026-06-12': 'A', '2026-06-16': 'A' });
    expect(summaries(await events())).toEqual([
      ...STORY.slice(0, 4),
      '06-16 NEW_NUMBER_ONE B 2→1',
      '06-16 NEW_PEAK B 2→1',
      '06-12 DROP_OUT B 2→',
      ...STORY.slice(4),
    ]);
    expect(summaries(await events({ range: 'MEDIUM_TERM' }))).toEqual(['06-12 DROP_OUT B 2→']);
  });

  it.each([1, 3, 5, 13])(
    'come in pages of %i, each event once, while a new snapshot arrives',
    async (first) => {
      const history = await recordStory(stage);
      const seen: string[] = [];
      let page = await events({ first });
      await history.lists('SHORT_TERM', { '2026-06-17': 'AB' });
      // At most one page per event, and one more.
      for (let pages = 0; pages <= STORY.length; pages += 1) {
        expect(page.nodes.length).toBeLessThanOrEqual(first);
        seen.push(...summaries(page));
        if (!page.pageInfo.hasNextPage) break;
        page = await events({ first, after: page.pageInfo.endCursor });
        expect(page.pageInfo.hasPreviousPage).toBe(true);
      }
      expect(seen).toEqual(STORY);
    },
  );

  it('continue after a cursor whose event no longer exists', async () => {
    const history = await recordStory(stage);
    const { nodes } = await events();
    const cursorOf = (text: string): string | undefined => nodes[STORY.indexOf(text)]?.id;
    const [entry, reEntry] = [cursorOf('06-09 NEW_ENTRY F →1'), cursorOf('06-09 RE_ENTRY C →4')];
    // A snapshot of the day before has both artists already.
    await history.lists('SHORT_TERM', { '2026-06-08': 'FBEC' });
    const follow = ['06-09 DROP_OUT E 3→', '06-08 NEW_NUMBER_ONE F →1'];
    expect(summaries(await events({ after: reEntry, first: 2 }))).toEqual(follow);
    expect(summaries(await events({ after: entry, first: 3 }))).toEqual(['06-09 RE_ENTRY A →3', ...follow]);
    // If the whole day is gone, the page continues with the day before.
    await stage.instance.sql(`DELETE FROM snapshot WHERE day = '2026-06-09'`);
    expect(summaries(await events({ after: entry, first: 1 }))).toEqual(['06-08 NEW_NUMBER_ONE F →1']);
  });

  it('keep their ids from request to request', async () => {
    const history = await recordStory(stage);
    const before = await events();
    await history.lists('SHORT_TERM', { '2026-06-17': 'CFBG' });
    expect((await events()).nodes).toEqual(before.nodes);
  });

  it('contain no new entry that may have been below the end of a shorter list', async () => {
    const history = await History.open(stage, NOW, '2026-06-01');
    await history.lists(
      'SHORT_TERM',
      { '2026-06-01': 'AB', '2026-06-02': 'ABCD', '2026-06-03': 'AB' },
      false,
    );
    expect(summaries(await events())).toEqual([]);
  });

  it('are empty before the second snapshot', async () => {
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

  it('return 20 by default', async () => {
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
  ])('reject %s of %j', async (argument, variables) => {
    await recordStory(stage);
    expect(await refusal(stage, EVENTS, variables)).toMatch(
      new RegExp(`^BAD_USER_INPUT: The argument "${argument}"`),
    );
  });
});
