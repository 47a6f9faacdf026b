import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { artistId, History } from './history.js';
import { NOW, recordStory } from './story.js';

const stage = setStage();

const HISTORY = `query ($id: ID!, $interval: ChartInterval! = WEEK, $from: Date, $to: Date) {
  artist(id: $id) { rankHistory(range: SHORT_TERM, interval: $interval, from: $from, to: $to) { day rank observed } }
}`;
const answer = z.object({
  artist: z.object({
    rankHistory: z.array(z.object({ day: z.string(), rank: z.number().nullable(), observed: z.boolean() })),
  }),
});

/** Returns each point as "06-16 1", "06-07 off" or "06-21 unknown". */
async function points(letter: string, variables: Record<string, unknown> = {}): Promise<string[]> {
  const data = answer.parse(await ask(stage, HISTORY, { id: artistId(letter), ...variables }));
  return data.artist.rankHistory.map(
    ({ day, rank, observed }) => `${day.slice('2026-'.length)} ${rank ?? (observed ? 'off' : 'unknown')}`,
  );
}

describe('rankHistory', () => {
  it('has one point per week from the first snapshot to today', async () => {
    await recordStory(stage);
    expect(await points('C')).toEqual(['06-07 off', '06-09 4', '06-16 1']);
    expect(await points('D')).toEqual(['06-07 off', '06-09 off', '06-16 off']);
  });

  it('has one point per day with the interval DAY, and marks missing days as not observed', async () => {
    await recordStory(stage);
    expect(await points('C', { interval: 'DAY', from: '2026-06-06', to: '2026-06-10' })).toEqual([
      '06-06 unknown',
      '06-07 off',
      '06-08 unknown',
      '06-09 4',
      '06-10 unknown',
    ]);
  });

  it('dates a period without a snapshot by its last day, and covers the requested dates', async () => {
    await recordStory(stage);
    expect(await points('C', { from: '2026-05-20', to: '2026-06-22' })).toEqual([
      '05-24 unknown',
      '05-31 unknown',
      '06-07 off',
      '06-09 4',
      '06-16 1',
      '06-28 unknown',
    ]);
    expect(await points('C', { interval: 'MONTH', from: '2026-05-20' })).toEqual([
      '05-31 unknown',
      '06-16 1',
    ]);
  });

  it("ends today in the listener's time zone", async () => {
    const history = await recordStory(stage);
    expect((await points('C', { interval: 'DAY' })).at(-1)).toBe('06-17 unknown');
    // At noon UTC on the 17th it is the 18th on Kiritimati.
    await history.zone('Pacific/Kiritimati');
    expect((await points('C', { interval: 'DAY' })).at(-1)).toBe('06-18 unknown');
  });

  it('is empty before the first snapshot', async () => {
    const history = await recordStory(stage);
    expect(await points('C', { to: '2026-05-31' })).toEqual([]);
    await stage.instance.sql(`DELETE FROM snapshot WHERE range = 'SHORT_TERM'`);
    await history.lists('LONG_TERM', { '2026-06-16': 'C' });
    expect(await points('C')).toEqual([]);
    expect(await points('C', { from: '2026-06-01', interval: 'DAY' })).toEqual([]);
  });

  it('is available for artists of topArtists that were never on a chart', async () => {
    await History.open(stage, NOW, '2026-06-17');
    const TOP = `{ topArtists(range: SHORT_TERM, limit: 2) {
      entries { artist { id rankHistory(range: SHORT_TERM, interval: DAY) { rank observed } } }
    } }`;
    const first = await ask(stage, TOP);
    expect(first).toMatchObject({
      topArtists: { entries: [{ artist: { rankHistory: [] } }, { artist: { rankHistory: [] } }] },
    });
    await stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener_id, range, '2026-06-17', true, fetched_at, artist_ids[2:2] FROM top_list`,
    );
    expect(await ask(stage, TOP)).toMatchObject({
      topArtists: {
        entries: [
          { artist: { rankHistory: [{ rank: null, observed: true }] } },
          { artist: { rankHistory: [{ rank: 1, observed: true }] } },
        ],
      },
    });
  });

  it.each([
    { from: '2026-06-09', to: '2026-06-08' },
    { from: '2026-06-18' },
    { from: '1999-01-01', to: '2026-06-17', interval: 'DAY' },
    { from: '1600-01-01', interval: 'DAY' },
    { to: '9999-12-31', interval: 'DAY' },
  ])('rejects %j with an error about "from"', async (variables) => {
    await recordStory(stage);
    const { data, errors } = await stage.client.graphql(HISTORY, { id: artistId('C'), ...variables });
    expect(data).toEqual({ artist: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('"from"'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('returns 10,000 periods and rejects a longer range', async () => {
    await recordStory(stage);
    const to = '2026-06-16';
    const from = (periods: number): string =>
      new Date(Date.parse(to) - (periods - 1) * 86_400_000).toISOString().slice(0, 10);
    expect(await points('C', { interval: 'DAY', from: from(10_000), to })).toHaveLength(10_000);
    const { errors } = await stage.client.graphql(HISTORY, {
      id: artistId('C'),
      interval: 'DAY',
      from: from(10_001),
      to,
    });
    expect(errors?.[0]?.message).toContain('10000');
  });
});

describe('artist', () => {
  const ARTIST =
    'query ($id: ID!) { artist(id: $id) { id name spotifyUrl imageUrl images { url } genres popularity } }';

  it('returns an artist that was ever on a chart of any range', async () => {
    await recordStory(stage);
    expect(await ask(stage, ARTIST, { id: artistId('D') })).toEqual({
      artist: {
        id: artistId('D'),
        name: 'Artist D',
        spotifyUrl: `https://open.spotify.com/artist/${artistId('D')}`,
        imageUrl: null,
        images: [],
        genres: null,
        popularity: null,
      },
    });
  });

  it('returns an artist of the newest top lists', async () => {
    await History.open(stage, NOW, '2026-06-17');
    const { topArtists } = await ask(stage, '{ topArtists(limit: 1) { entries { artist { id name } } } }');
    const { entries } = z
      .object({ entries: z.tuple([z.object({ artist: z.object({ id: z.string(), name: z.string() }) })]) })
      .parse(topArtists);
    expect(await ask(stage, ARTIST, { id: entries[0].artist.id })).toMatchObject({
      artist: entries[0].artist,
    });
  });

  it("returns the same NOT_FOUND error for another listener's artist as for an unknown one", async () => {
    await recordStory(stage);
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    const answers = await Promise.all(
      ['A', 'Z'].map((letter) => other.graphql(ARTIST, { id: artistId(letter) })),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({
      data: { artist: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(await refusal(stage, ARTIST, { id: '' })).toMatch(/^NOT_FOUND/);
  });
});
