import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { artistId, History } from './history.js';
import { NOW, recordStory } from './story.js';

const stage = setStage();

const ARTISTS = `query ($search: String, $first: Int, $after: String) {
  artists(search: $search, first: $first, after: $after) {
    nodes { id name }
    edges { cursor node { id } }
    pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
  }
}`;

const connection = z.object({
  nodes: z.array(z.object({ id: z.string(), name: z.string() })),
  edges: z.array(z.object({ cursor: z.string(), node: z.object({ id: z.string() }) })),
  pageInfo: z.object({
    hasPreviousPage: z.boolean(),
    hasNextPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
});
type Artists = z.output<typeof connection>;

async function artists(variables: Record<string, unknown> = {}): Promise<Artists> {
  const page = connection.parse((await ask(stage, ARTISTS, variables))['artists']);
  expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
  const { startCursor, endCursor } = page.pageInfo;
  expect([startCursor, endCursor]).toEqual([
    page.edges[0]?.cursor ?? null,
    page.edges.at(-1)?.cursor ?? null,
  ]);
  return page;
}

async function names(variables: Record<string, unknown> = {}): Promise<string[]> {
  return (await artists(variables)).nodes.map(({ name }) => name);
}

/** Renames the artists of letters. */
async function rename(byLetter: Readonly<Record<string, string>>): Promise<void> {
  for (const [letter, name] of Object.entries(byLetter)) {
    await stage.instance.sql('UPDATE artist SET name = $2 WHERE spotify_id = $1', [artistId(letter), name]);
  }
}

describe('artists', () => {
  it('lists every artist of any range and day by name, and those of a search best match first', async () => {
    const history = await recordStory(stage);
    await history.lists('LONG_TERM', { '2026-06-01': 'XY', '2026-06-16': 'YA' });
    expect(await names()).toEqual([...'ABCDEFGXY'].map((letter) => `Artist ${letter}`));
    await rename({
      A: 'Sün Drum',
      B: 'Sun City',
      C: 'The Suns',
      D: 'Unsung',
      E: 'Røs',
      X: 'sun city',
    });
    const expected = ['Sun City', 'sun city', 'Sün Drum', 'The Suns', 'Unsung'];
    expect(await names({ search: 'sun' })).toEqual(expected);
    expect(await names({ search: ' SÜN ' })).toEqual(expected);
    expect(await names({ search: 'ros' })).toEqual(['Røs']);
    expect(await names({ search: 'moon' })).toEqual([]);
    expect(await names({ search: '' })).toEqual(await names({ search: null }));
  });

  it('leaves out artists that no snapshot has, and those of other listeners', async () => {
    await recordStory(stage);
    await ask(stage, '{ topArtists(range: SHORT_TERM) { source } }');
    expect(await names({ first: 100 })).toHaveLength(7);
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    expect((await other.graphql(ARTISTS, { search: 'artist' })).data).toMatchObject({
      artists: { nodes: [], pageInfo: { hasPreviousPage: false, hasNextPage: false } },
    });
  });

  it("finds an artist by the name in the listener's own import", async () => {
    const history = await recordStory(stage);
    await stage.instance.sql('UPDATE artist SET name = NULL');
    await stage.instance.sql(
      'INSERT INTO imported_artist (listener_id, artist_id, name) SELECT $1, id, $3 FROM artist WHERE spotify_id = $2',
      [history.listenerId, artistId('A'), 'Mine'],
    );
    expect(await names({ search: 'mine' })).toEqual(['Mine']);
  });

  it.each([1, 2, 3, 7])(
    'returns each artist once in pages of %i while one comes and one goes',
    async (first) => {
      const history = await recordStory(stage);
      const seen: string[] = [];
      let page = await artists({ search: 'artist', first });
      await rename({ A: 'Someone else' });
      await history.lists('SHORT_TERM', { '2026-06-17': 'Z' });
      // There is at most one page for each artist, and one more.
      for (let pages = 0; pages <= 8; pages += 1) {
        expect(page.pageInfo.hasPreviousPage).toBe(pages > 0 && !(first === 1 && pages === 1));
        seen.push(...page.nodes.map(({ id }) => id[0] ?? ''));
        if (!page.pageInfo.hasNextPage) break;
        expect(page.nodes).toHaveLength(first);
        page = await artists({ search: 'artist', first, after: page.pageInfo.endCursor });
      }
      expect(seen.join('')).toBe(first === 7 ? 'ABCDEFG' : 'ABCDEFGZ');
    },
  );

  it('returns 20 artists by default', async () => {
    const history = await History.open(stage, NOW, '2026-06-01');
    expect((await artists()).nodes).toEqual([]);
    await history.lists('SHORT_TERM', { '2026-06-01': 'ABCDEFGHIJKLMNOPQRSTU' });
    const page = await artists();
    expect([page.nodes.length, page.pageInfo.hasNextPage]).toEqual([20, true]);
    expect(await names({ after: page.pageInfo.endCursor })).toEqual(['Artist U']);
  });

  it.each([
    ['first', { first: 0 }, 'from 1 to 100'],
    ['first', { first: 101 }, 'from 1 to 100'],
    ['after', { after: 'yesterday' }, 'the cursor of an artist'],
    ['after', { after: '' }, 'the cursor of an artist'],
    ['search', { search: 'x'.repeat(201) }, 'at most 200 characters long; it had 201'],
  ])('rejects an invalid "%s": %j', async (argument, variables, expected) => {
    await recordStory(stage);
    const text = await refusal(stage, ARTISTS, variables);
    expect(text).toMatch(new RegExp(`^BAD_USER_INPUT: The argument "${argument}"`));
    expect(text).toContain(expected);
  });
});

describe('the images of an artist', () => {
  const ARTIST = 'artist { id imageUrl images { url width height } }';
  const size = z.number().nullable();
  const entries = z.array(
    z.object({
      artist: z.object({
        id: z.string(),
        imageUrl: z.string().nullable(),
        images: z.array(z.object({ url: z.string(), width: size, height: size })),
      }),
    }),
  );

  it('are those of Spotify in its sizes, the largest first, on top lists, charts and alone', async () => {
    const history = await History.open(stage, NOW, '2026-06-17');
    const { topArtists } = await ask(stage, `{ topArtists(limit: 50) { entries { ${ARTIST} } } }`);
    const listed = z.object({ entries }).parse(topArtists).entries;
    for (const { artist } of listed) expect(artist.imageUrl).toBe(artist.images[0]?.url ?? null);
    const widths = new Set(listed.map(({ artist }) => artist.images.map(({ width }) => width).join(' ')));
    // The simulator has artists with all sizes, with one of unknown size, and without an image.
    expect(widths).toEqual(new Set(['640 320 160', '']));
    expect(listed.some(({ artist: { images } }) => images.length === 0)).toBe(true);
    expect(listed.some(({ artist: { images } }) => images.length === 1)).toBe(true);

    await stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener_id, range, '2026-06-17', true, fetched_at, artist_ids FROM top_list WHERE listener_id = $1`,
      [history.listenerId],
    );
    expect(await ask(stage, `{ chart(range: MEDIUM_TERM) { entries { ${ARTIST} } } }`)).toEqual({
      chart: { entries: listed },
    });
    const [first] = listed;
    expect(
      await ask(stage, `query ($id: ID!) { ${ARTIST.replace('artist', 'artist(id: $id)')} }`, {
        id: first?.artist.id,
      }),
    ).toEqual(first);
  });

  it('are one of unknown size for an artist that only an import describes', async () => {
    const history = await recordStory(stage);
    await stage.instance.sql('UPDATE artist SET name = NULL');
    await stage.instance.sql(
      `INSERT INTO imported_artist (listener_id, artist_id, name, image_url)
       SELECT $1, id, 'Mine', $3 FROM artist WHERE spotify_id = $2`,
      [history.listenerId, artistId('A'), 'https://i.scdn.co/mine'],
    );
    const query = '{ artists(search: "mine") { nodes { imageUrl images { url width height } } } }';
    const images = [{ url: 'https://i.scdn.co/mine', width: null, height: null }];
    expect(await ask(stage, query)).toEqual({
      artists: { nodes: [{ imageUrl: 'https://i.scdn.co/mine', images }] },
    });
  });
});
