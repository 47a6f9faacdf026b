import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, ListeningHistoryRepository } from '#database';
import { Instance } from '../support/index.js';
import {
  countRows,
  countsOf,
  daysAgo,
  NOW,
  readLinks,
  readLists,
  saveArtists,
} from './listening-histories.js';
import { newListener, openDatabase, record, recorded } from './recorded.js';

let instance: Instance;
let database: Database;
let histories: ListeningHistoryRepository;
let anna: number;
let ben: number;

beforeAll(async () => {
  instance = await Instance.open();
  await instance.setClock(NOW);
  ({ database } = openDatabase(instance));
  histories = new ListeningHistoryRepository(database);
});
afterAll(async () => {
  await database?.onApplicationShutdown();
  await instance?.close();
});
beforeEach(async () => {
  await instance.deleteRows();
  anna = await newListener(instance, 'anna');
  ben = await newListener(instance, 'ben');
});

async function replace(listenerId: number, plays: Readonly<Record<number, string>>, depth = 50) {
  const stored = await histories.replace(listenerId, countsOf(plays), depth);
  if (!stored) throw new Error('the listener does not exist');
  return stored;
}

const none = { SHORT_TERM: 0, MEDIUM_TERM: 0, LONG_TERM: 0 };

describe('names of a listening history', () => {
  it("stand for the artist of the listener's own Spotify lists with an equal name", async () => {
    const [own = 0, others = 0] = await saveArtists(instance, 'Ära', 'Wasp');
    await record(instance, anna, 'SHORT_TERM', recorded(daysAgo(2), [own]));
    await record(instance, ben, 'SHORT_TERM', recorded(daysAgo(2), [others]));
    const stored = await replace(anna, { 5: 'A\u0308RA, ära, Wasp' });
    expect(stored.artists).toEqual({ matched: 1, toLink: 1 });
    await expect(readLists(instance, anna)).resolves.toEqual({ [daysAgo(5)]: 'Ära*, Wasp' });
    await expect(readLinks(instance, anna)).resolves.toEqual({
      Ära: ['LINKED', null],
      Wasp: ['PENDING', 'W'],
    });
  });

  it('stand for the artist that is best placed on the newest list, if several have the name', async () => {
    const [older = 0, lower = 0, better = 0, top = 0] = await saveArtists(
      instance,
      'Moth',
      'MOTH',
      'moth',
      'Top',
    );
    await record(instance, anna, 'SHORT_TERM', recorded(daysAgo(3), [older]));
    await record(instance, anna, 'LONG_TERM', recorded(daysAgo(2), [top, lower]));
    await record(instance, anna, 'MEDIUM_TERM', recorded(daysAgo(2), [better]));
    await replace(anna, { 9: 'Moth' });
    await expect(readLists(instance, anna)).resolves.toMatchObject({ [daysAgo(9)]: 'moth*' });
    await instance.sql("INSERT INTO top_list VALUES ($1, 'LONG_TERM', now(), true, $2)", [
      anna,
      [top, older],
    ]);
    await replace(anna, { 9: 'Moth' });
    await expect(readLists(instance, anna)).resolves.toMatchObject({ [daysAgo(9)]: 'Moth*' });
  });
});

describe('another listening history', () => {
  it('replaces all reconstructed days, and deletes artists that are on none any more', async () => {
    await replace(anna, { 8: 'Moth, Moth, Wasp' });
    const stored = await replace(anna, { 6: 'wasp, wasp, Bee', 5: 'Bee' });
    expect(stored).toMatchObject({
      from: daysAgo(6),
      reconstructed: { SHORT_TERM: 2, MEDIUM_TERM: 2, LONG_TERM: 2 },
    });
    await expect(readLists(instance, anna)).resolves.toEqual({
      [daysAgo(6)]: 'wasp, Bee',
      [daysAgo(5)]: 'Bee, wasp',
    });
    await expect(countRows(instance, 'artist')).resolves.toBe(2);
    await expect(countRows(instance, 'imported_artist')).resolves.toBe(2);
    await expect(countRows(instance, "artist WHERE spotify_url LIKE '%/wasp/%'")).resolves.toBe(1);
    await expect(readLinks(instance, anna)).resolves.toEqual({
      Bee: ['PENDING', 'B'],
      wasp: ['PENDING', 'w'],
    });
  });

  it('keeps the same artists for the same file, links included, and tries unknown ones again', async () => {
    const file = { 8: 'Moth, Moth, Moth, Wasp, Wasp, Bee', 7: 'Bee' };
    const first = await replace(anna, file);
    // The worker has linked Moth, and not found Wasp.
    const [linked = 0] = await saveArtists(instance, 'Moth');
    await instance.sql(
      `WITH local AS (SELECT artist_id AS id FROM imported_artist WHERE name = 'Moth'),
            moved AS (UPDATE artist_link SET artist_id = $1, state = 'LINKED', track_id = NULL
                      FROM local WHERE artist_id = local.id),
            gone AS (DELETE FROM artist USING local WHERE artist.id = local.id)
       UPDATE snapshot SET artist_ids = array_replace(artist_ids, local.id, $1) FROM local`,
      [linked],
    );
    await instance.sql(
      `UPDATE artist_link SET state = 'UNKNOWN' FROM imported_artist AS imported
       WHERE imported.artist_id = artist_link.artist_id AND name = 'Wasp'`,
    );
    const rows = () => instance.sql('SELECT range, day, artist_ids FROM snapshot ORDER BY range, day');
    const before = await rows();
    const second = await replace(anna, file);
    await expect(rows()).resolves.toEqual(before);
    expect(second).toEqual({ ...first, artists: { matched: 1, toLink: 2 } });
    await expect(readLinks(instance, anna)).resolves.toEqual({
      Bee: ['PENDING', 'B'],
      Moth: ['LINKED', null],
      Wasp: ['PENDING', 'W'],
    });
  });

  it('without a day before those of Spotify leaves no reconstructed day', async () => {
    const [key = 0] = await saveArtists(instance, 'Moth');
    await replace(anna, { 9: 'Moth, Wasp' });
    for (const range of Object.keys(none)) await record(instance, anna, range, recorded(daysAgo(5), [key]));
    await expect(replace(anna, { 5: 'Moth' })).resolves.toEqual({
      from: null,
      to: null,
      reconstructed: none,
      artists: { matched: 0, toLink: 0 },
      agreement: [],
    });
    await expect(countRows(instance, 'artist_link')).resolves.toBe(0);
    await expect(countRows(instance, "artist WHERE spotify_id LIKE 'local:%'")).resolves.toBe(0);
  });
});

describe('agreement', () => {
  it("is the similarity with Spotify's lists of days that the plays cover, with artists by identity", async () => {
    const [moth = 0, wasp = 0, bee = 0] = await saveArtists(instance, 'Moth', 'Wasp', 'Bee');
    await record(
      instance,
      anna,
      'SHORT_TERM',
      recorded(daysAgo(12), [moth], true), // its window begins before the first play
      recorded(daysAgo(11), [moth, bee, wasp], true), // equal: 1
      recorded(daysAgo(10), [wasp, moth], true), // Bee has left the window, two places are exchanged: 0.95
      recorded(daysAgo(9), [moth], true), // after the last play
    );
    const plays = { 38: 'Bee', 20: 'MOTH, moth, wasp', 10: 'Wasp, moth' };
    const stored = await replace(anna, plays);
    expect(stored.agreement).toEqual([
      { range: 'SHORT_TERM', days: 2, similarity: expect.closeTo(0.975, 12) },
    ]);
    const [summary] = await instance.sql('SELECT agreement FROM listening_history');
    expect(summary).toEqual({ agreement: stored.agreement });
  });
});
