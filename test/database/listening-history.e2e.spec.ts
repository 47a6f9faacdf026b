import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, ListeningHistoryRepository } from '#database';
import { holdTable } from '../api/held-table.js';
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

describe('a listening history', () => {
  it('is stored as reconstructed days of all ranges, through its last day', async () => {
    const stored = await replace(anna, { 40: 'Moth, Moth, Wasp', 39: 'Wasp, Wasp', 3: 'Bee' }, 2);
    expect(stored).toEqual({
      from: daysAgo(40),
      to: daysAgo(3),
      // The window of 28 days has no play between 11 and 4 days ago.
      reconstructed: { SHORT_TERM: 30, MEDIUM_TERM: 38, LONG_TERM: 38 },
      artists: { matched: 0, toLink: 3 },
      agreement: [],
    });
    const short = await readLists(instance, anna);
    expect(Object.keys(short)).toHaveLength(30);
    expect(short).toMatchObject({
      [daysAgo(40)]: 'Moth, Wasp',
      [daysAgo(39)]: 'Wasp, Moth',
      [daysAgo(3)]: 'Bee',
    });
    expect((await readLists(instance, anna, 'LONG_TERM'))[daysAgo(3)]).toBe('Wasp, Moth …');
    await expect(readLinks(instance, anna)).resolves.toEqual({
      Bee: ['PENDING', 'B'],
      Moth: ['PENDING', 'M'],
      Wasp: ['PENDING', 'W'],
    });
    const [summary] = await instance.sql('SELECT plays, agreement FROM listening_history');
    expect(summary).toEqual({ plays: 6, agreement: [] });
    const [times] = await instance.sql(
      `SELECT count(DISTINCT taken_at)::int AS times, min(taken_at) = min(imported_at) AS equal
       FROM snapshot, listening_history`,
    );
    expect(times).toEqual({ times: 1, equal: true });
    await expect(readLists(instance, ben)).resolves.toEqual({});
  });

  it('gives artists that are known by name only an id and a search link', async () => {
    await replace(anna, { 2: 'Moth & Ära/1' });
    const [artist] = await instance.sql<{ name: string | null; spotify_id: string; spotify_url: string }>(
      'SELECT * FROM artist',
    );
    expect(artist).toMatchObject({
      name: null,
      spotify_url: 'https://open.spotify.com/search/Moth%20%26%20%C3%84ra%2F1/artists',
    });
    expect(artist?.spotify_id).toMatch(/^local:[-0-9a-f]{36}$/);
  });

  it("ends yesterday, and on the day before the range's first snapshot of Spotify's", async () => {
    const [key = 0] = await saveArtists(instance, 'Other');
    await record(instance, anna, 'SHORT_TERM', recorded(daysAgo(5), [key]), recorded(daysAgo(4), [key]));
    const stored = await replace(anna, { 8: 'Moth', 0: 'Moth' });
    expect(stored).toMatchObject({
      from: daysAgo(8),
      to: daysAgo(1),
      reconstructed: { SHORT_TERM: 3, MEDIUM_TERM: 8, LONG_TERM: 8 },
    });
    expect(Object.keys(await readLists(instance, anna))).toEqual([8, 7, 6].map(daysAgo));
  });

  it("leaves Spotify's snapshots and other listeners' days alone", async () => {
    const [key = 0] = await saveArtists(instance, 'Other');
    await record(instance, anna, 'SHORT_TERM', recorded(daysAgo(5), [key]));
    await replace(ben, { 8: 'Moth', 7: 'Moth' });
    const bens = [await readLists(instance, ben), await readLinks(instance, ben)];
    await replace(anna, { 8: 'Wasp' });
    await replace(anna, { 3: 'Moth' });
    expect([await readLists(instance, ben), await readLinks(instance, ben)]).toEqual(bens);
    await expect(
      countRows(instance, `snapshot WHERE listener_id = ${anna} AND source = 'SPOTIFY'`),
    ).resolves.toBe(1);
    // Everything after the first snapshot of Spotify's: no day of this range.
    await expect(readLists(instance, anna)).resolves.toEqual({});
  });

  it('of an unknown listener stores nothing', async () => {
    await expect(histories.replace(999_999, countsOf({ 3: 'Moth' }), 50)).resolves.toBeNull();
    await expect(countRows(instance, 'snapshot')).resolves.toBe(0);
  });

  it('is rejected while another import of the listener is in progress', async () => {
    // The import that has the lock waits for this table.
    const release = await holdTable(instance.database.url, 'listening_history');
    const imports = [replace(anna, { 300: 'Moth' }), replace(anna, { 300: 'Moth' })];
    const settled = Promise.allSettled(imports);
    try {
      await expect(Promise.race(imports)).rejects.toMatchObject({
        name: 'TransferInProgressError',
        kind: 'import',
      });
    } finally {
      await release();
    }
    expect((await settled).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('changes nothing if it fails halfway', async () => {
    await replace(anna, { 8: 'Moth' });
    const before = [await readLists(instance, anna), await readLinks(instance, anna)];
    await instance.sql('ALTER TABLE listening_history ADD CONSTRAINT none CHECK (plays < 2)');
    await expect(replace(anna, { 9: 'Wasp, Bee' })).rejects.toMatchObject({ code: '23514' });
    await instance.sql('ALTER TABLE listening_history DROP CONSTRAINT none');
    expect([await readLists(instance, anna), await readLinks(instance, anna)]).toEqual(before);
  });
});
