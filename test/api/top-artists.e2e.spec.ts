import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { Listening } from './listening.js';

const stage = setStage();
const listening = new Listening(stage);

describe('topArtists', () => {
  it("returns Spotify's list in order, then from the cache without a call", async () => {
    await listening.signIn();
    const first = await listening.askList({ range: 'SHORT_TERM' });
    expect(first).toMatchObject({ range: 'SHORT_TERM', source: 'SPOTIFY' });
    const day = new Date().toISOString().slice(0, 10);
    const truth = await stage.control.list({ listener: 'demo_01', range: 'short_term', day });
    expect(first.entries.map(({ artist }) => artist.id)).toEqual(
      truth.artists.slice(0, 50).map(({ id }) => id),
    );
    expect(first.entries.map(({ rank }) => rank)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    expect(await listening.askList({ range: 'SHORT_TERM' })).toEqual({ ...first, source: 'CACHE' });
    expect(await listening.listCalls()).toBe(1);
  });

  it('is separate for each range', async () => {
    await listening.signIn();
    const ranges = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'];
    const lists = await Promise.all(ranges.map((range) => listening.askList({ range })));
    expect(new Set(lists.map(({ entries }) => entries.map(({ artist }) => artist.id).join())).size).toBe(3);
    expect(await listening.listCalls()).toBe(3);
  });

  it.each([
    ['demo_01', 3, 3],
    ['demo_01', 100, 100],
    ['demo_02', 100, 50],
    ['demo_03', 50, 19],
    ['demo_04', 50, 1],
    ['demo_05', 50, 0],
  ])('%s with limit %i has %i entries', async (listener, limit, places) => {
    await listening.signIn(listener);
    expect((await listening.askList({ limit })).entries).toHaveLength(places);
    expect((await listening.askList({ limit })).source).toBe('CACHE');
  });

  it('calls Spotify for more entries than the cached list has, unless that list is complete', async () => {
    await listening.signIn('demo_01');
    await listening.askList({ limit: 50 });
    expect((await listening.askList({ limit: 51 })).source).toBe('SPOTIFY');
    await listening.signIn('demo_03');
    await listening.askList({ limit: 50 });
    expect((await listening.askList({ limit: 100 })).source).toBe('CACHE');
  });

  it.each([200, 0])(
    'asks once for 40 requests at the same time, when Spotify takes %i ms',
    async (latency) => {
      await listening.signIn();
      await stage.control.setLatency({ 'top-artists': latency });
      const lists = await Promise.all(Array.from({ length: 40 }, () => listening.askList()));
      expect(new Set(lists.map(({ entries }) => entries.length))).toEqual(new Set([50]));
      expect(await listening.listCalls()).toBe(1);
    },
  );

  it('calls Spotify once if one operation requests the list in several lengths', async () => {
    await listening.signIn();
    const limits = Array.from({ length: 15 }, (_, index) => 60 + index);
    const fields = limits.map(
      (limit) => `a${limit}: topArtists(limit: ${limit}) { source entries { rank } }`,
    );
    const { data, errors } = await stage.client.graphql(`{ ${fields.join(' ')} }`);
    expect(errors).toBeUndefined();
    for (const limit of limits) {
      const entries = Array.from({ length: limit }, (_, index) => ({ rank: index + 1 }));
      expect(data?.[`a${limit}`]).toEqual({ source: 'SPOTIFY', entries });
    }
    // Two pages of 50.
    expect(await listening.listCalls()).toBe(2);
  });

  it('calls Spotify again if the list is too old', async () => {
    await listening.signIn();
    await listening.askList();
    await listening.ageLists();
    expect((await listening.askList()).source).toBe('SPOTIFY');
  });

  it.each([0, 101, -1, 2_147_483_647])('rejects a limit of %i, and names it', async (limit) => {
    await listening.signIn();
    const { errors, data } = await listening.ask({ limit });
    expect(data).toEqual({ topArtists: null });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('"limit"');
    expect(await listening.listCalls()).toBe(0);
  });

  it('returns the sign-in URL without a sign-in, and still answers other root fields', async () => {
    const { errors, data } = await stage.client.graphql('{ topArtists { source } __typename }');
    expect(data).toEqual({ topArtists: null, __typename: 'Query' });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(errors?.[0]?.message).toContain(`${stage.api.url}/auth/spotify`);
  });

  it('never falls back on the cookie if a token is sent', async () => {
    await listening.signIn();
    const response = await stage.client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer hdl_unknown' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(await response.text()).toContain('UNAUTHENTICATED');
  });

  it('returns a cached list with its current artists, even if another process changed them', async () => {
    await listening.signIn();
    await listening.askList();
    const { entries } = await listening.askList();
    const [first, second] = entries;
    await stage.instance.sql('UPDATE artist SET name = $1 WHERE spotify_id = $2', [
      'Renamed',
      first?.artist.id,
    ]);
    expect((await listening.askList()).entries).toEqual([
      { rank: 1, artist: { ...first?.artist, name: 'Renamed' } },
      ...entries.slice(1),
    ]);
    await stage.instance.sql('UPDATE top_list SET artist_ids = artist_ids[2:2]');
    expect((await listening.askList({ limit: 1 })).entries).toEqual([{ rank: 1, artist: second?.artist }]);
    expect(await listening.listCalls()).toBe(1);
  });

  it('keeps the details of an artist that Spotify leaves out later', async () => {
    await stage.control.setListener('demo_01', { fieldProfile: 'full' });
    await listening.signIn();
    const full = await listening.askList();
    expect(full.entries[0]?.artist.genres).not.toBeNull();
    expect(full.entries[0]?.artist.popularity).not.toBeNull();
    await stage.control.setListener('demo_01', { fieldProfile: 'restricted' });
    await listening.ageLists();
    await listening.askList();
    expect((await listening.askList()).entries[0]?.artist).toEqual(full.entries[0]?.artist);
  });

  it('returns null for details that Spotify never sent', async () => {
    await listening.signIn();
    const { entries } = await listening.askList();
    expect(entries.map(({ artist }) => [artist.genres, artist.popularity])).toEqual(
      entries.map(() => [null, null]),
    );
  });
});
