import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ArtistRecord,
  type CachedTopList,
  type Database,
  type TopList,
  TopListRepository,
} from '#database';
import { Instance } from '../support/index.js';
import { newListener, openDatabase } from './recorded.js';

let instance: Instance;
let database: Database;
let statements: () => number;
let lists: TopListRepository;
let listener: number;

beforeAll(async () => {
  instance = await Instance.open();
  ({ database, statements } = openDatabase(instance));
});
afterAll(async () => {
  await database?.onApplicationShutdown();
  await instance?.close();
});
beforeEach(async () => {
  await instance.setClock(new Date('2026-05-05T12:00:00Z'));
  await instance.deleteRows();
  lists = new TopListRepository(database);
  listener = await newListener(instance);
});

function artist(id: string, popularity: number | null = 51): ArtistRecord {
  const spotifyUrl = `https://open.spotify.com/artist/${id}`;
  return { id, name: id.toUpperCase(), images: [], spotifyUrl, genres: ['dream pop'], popularity };
}

async function readCached(): Promise<CachedTopList | null> {
  return (await lists.newest(listener, 'SHORT_TERM')).cached;
}

/** Saves a list from Spotify over the list `before`. */
function save(
  artists: readonly ArtistRecord[],
  before: TopList | null,
  complete = false,
): Promise<Date | null> {
  return lists.save(listener, 'SHORT_TERM', { artists, complete }, before);
}

describe('a top list from Spotify', () => {
  const [anna, ben] = [artist('anna'), artist('ben')];

  it('that is unchanged updates only the time of the stored list, with one statement', async () => {
    await save([anna, ben], null);
    const before = await readCached();
    await instance.setClock(new Date('2026-05-05T12:15:00Z'));
    const rowsOf = (): Promise<unknown> => instance.sql('SELECT xmin, * FROM artist ORDER BY id');
    const [rows, sent] = [await rowsOf(), statements()];
    const fetchedAt = await save([artist('anna'), artist('ben')], before);
    expect(statements() - sent).toBe(1);
    expect(Number(fetchedAt) - Number(before?.fetchedAt)).toBeGreaterThanOrEqual(890_000);
    await expect(rowsOf()).resolves.toEqual(rows);
    await expect(readCached()).resolves.toMatchObject({ fetchedAt, complete: false, artists: [anna, ben] });
  });

  it('is confirmed by the statement of others, unless it has been replaced since', async () => {
    const ranges = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;
    const list = { artists: [anna], complete: false };
    for (const range of ranges) await lists.save(listener, range, list, null);
    const before = await Promise.all(ranges.map((range) => lists.newest(listener, range)));
    await instance.setClock(new Date('2026-05-05T12:15:00Z'));
    await save([ben], null);
    const sent = statements();
    const saved = ranges.map((range, index) =>
      lists.save(listener, range, list, before[index]?.cached ?? null),
    );
    const times = await Promise.all(saved);
    // The replaced list needs one of its own.
    expect(statements() - sent).toBe(2);
    const after = await Promise.all(ranges.map((range) => lists.newest(listener, range)));
    expect(after.map(({ cached }) => cached)).toMatchObject(
      times.map((fetchedAt) => ({ fetchedAt, artists: [anna] })),
    );
  });

  it.each([
    ['in another order', [ben, anna], false],
    ['with an artist less', [anna], false],
    ['with another popularity', [anna, artist('ben', 52)], false],
    ['that is now complete', [anna, ben], true],
  ])('%s replaces the stored list', async (_, artists, complete) => {
    await save([anna, ben], null);
    await save(artists, await readCached(), complete);
    await expect(readCached()).resolves.toMatchObject({ complete, artists });
  });

  it('replaces a list that another request has stored since, even when it equals the list before', async () => {
    await save([anna, ben], null);
    const before = await readCached();
    await instance.setClock(new Date('2026-05-05T12:15:00Z'));
    await save([ben], before);
    await expect(readCached()).resolves.toMatchObject({ artists: [ben] });
    const fetchedAt = await save([anna, ben], before);
    await expect(readCached()).resolves.toMatchObject({ fetchedAt, artists: [anna, ben] });
  });

  it.each([
    ['an artist', "UPDATE artist SET name = 'Renamed' WHERE spotify_id = 'ben'", ['ANNA', 'Renamed']],
    ['the order', 'UPDATE top_list SET artist_ids = ARRAY[artist_ids[2], artist_ids[1]]', ['BEN', 'ANNA']],
  ])('is read without its artists until %s changes', async (_, change, names) => {
    await save([anna, ben], null);
    const known = await readCached();
    const readAgain = async (): Promise<TopList | null> =>
      (await lists.newest(listener, 'SHORT_TERM', known ?? undefined)).cached;
    expect((await readAgain())?.artists).toBe(known?.artists);
    await instance.setClock(new Date('2026-05-05T12:15:00Z'));
    const fetchedAt = await save([anna, ben], known);
    const confirmed = await readAgain();
    expect(confirmed?.artists).toBe(known?.artists);
    expect(confirmed?.fetchedAt).toEqual(fetchedAt);
    await instance.sql(change);
    expect((await readAgain())?.artists.map(({ name }) => name)).toEqual(names);
  });

  it('is not stored for a deleted listener', async () => {
    await save([anna], null);
    const before = await readCached();
    await instance.sql('DELETE FROM listener');
    await expect(save([anna], before)).resolves.toBeNull();
    await expect(instance.sql('SELECT FROM top_list')).resolves.toEqual([]);
  });
});
