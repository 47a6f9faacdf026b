import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { Listening } from './listening.js';

const stage = setStage();
const listening = new Listening(stage);

/** Stores the cached list as a snapshot in reverse order, taken `minutesLater` minutes after it was fetched. */
async function recordReversed(minutesLater: number): Promise<Date | undefined> {
  const [row] = await stage.instance.sql<{ taken_at: Date }>(
    `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT listener_id, range, fetched_at::date, complete, fetched_at + make_interval(mins => $1),
            ARRAY(SELECT id FROM unnest(artist_ids) WITH ORDINALITY AS place (id, rank) ORDER BY rank DESC)
     FROM top_list RETURNING taken_at`,
    [minutesLater],
  );
  return row?.taken_at;
}

describe('topArtists when Spotify cannot answer', () => {
  let cached: Awaited<ReturnType<Listening['askList']>>;
  beforeEach(async () => {
    await listening.signIn();
    cached = await listening.askList();
    await listening.ageLists();
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'html-200', times: 100 });
  });

  it('serves the newest snapshot if it is newer than the cached list', async () => {
    const takenAt = await recordReversed(30);
    const served = await listening.askList();
    expect(served).toMatchObject({ source: 'SNAPSHOT', fetchedAt: takenAt?.toISOString() });
    expect(served.entries.map(({ artist }) => artist)).toEqual(
      cached.entries.map(({ artist }) => artist).toReversed(),
    );
    expect(served.entries.map(({ rank }) => rank)).toEqual(cached.entries.map(({ rank }) => rank));
    expect((await listening.askList({ limit: 3 })).entries).toEqual(served.entries.slice(0, 3));
  });

  it('serves the cached list if it is newer than the snapshots', async () => {
    await recordReversed(-30);
    expect(await listening.askList()).toMatchObject({ source: 'CACHE', entries: cached.entries });
  });

  it('serves a snapshot of the same range, and of no other, if nothing is cached', async () => {
    await recordReversed(0);
    await stage.instance.sql('DELETE FROM top_list');
    expect(await listening.askList()).toMatchObject({ source: 'SNAPSHOT' });
    const { errors } = await listening.ask({ range: 'LONG_TERM' });
    expect(errors?.[0]?.extensions.code).toBe('SPOTIFY_UNAVAILABLE');
  });

  it('serves the snapshot when the connection has ended', async () => {
    await recordReversed(30);
    await stage.control.clearFaults();
    await stage.control.expireRefreshToken();
    await stage.control.expireAccessTokens();
    expect(await listening.askList()).toMatchObject({ source: 'SNAPSHOT' });
  });
});

it('topArtists calls Spotify even if there is a snapshot of today', async () => {
  await listening.signIn();
  await listening.askList();
  await recordReversed(0);
  await stage.instance.sql('DELETE FROM top_list');
  expect(await listening.askList()).toMatchObject({ source: 'SPOTIFY' });
});
