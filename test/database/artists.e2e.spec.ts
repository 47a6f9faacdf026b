import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ArtistRecord, ArtistRepository, type Database, TopListRepository } from '#database';
import { Instance } from '../support/index.js';
import { newListener, openDatabase, record, recorded } from './recorded.js';

let instance: Instance;
let database: Database;
let statements: () => number;
let artists: ArtistRepository;
let topLists: TopListRepository;
let anna: number;
let ben: number;

beforeAll(async () => {
  instance = await Instance.open();
  ({ database, statements } = openDatabase(instance));
  artists = new ArtistRepository(database);
  topLists = new TopListRepository(database);
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

function spotifys(id: string, name: string): ArtistRecord {
  const spotifyUrl = `https://open.spotify.com/artist/${id}`;
  return { id, name, imageUrl: `https://i.scdn.co/${id}`, spotifyUrl, genres: ['dream pop'], popularity: 51 };
}

/** Saves artists as described by Spotify; returns their keys in this order. */
async function described(...records: ArtistRecord[]): Promise<number[]> {
  const [row] = await instance.sql<{ keys: number[] }>('SELECT save_artists($1) AS keys', [
    JSON.stringify(records),
  ]);
  return row?.keys ?? [];
}

/** Inserts an artist that only imports name; returns the key. */
async function undescribed(id: string): Promise<number> {
  const [row] = await instance.sql<{ id: number }>(
    "INSERT INTO artist (spotify_id, spotify_url) VALUES ($1, 'https://open.spotify.com/artist/' || $1) RETURNING id",
    [id],
  );
  return row?.id ?? NaN;
}

async function imported(listenerId: number, key: number, name: string, imageUrl: string | null) {
  await instance.sql('INSERT INTO imported_artist VALUES ($1, $2, $3, $4)', [
    listenerId,
    key,
    name,
    imageUrl,
  ]);
}

describe('an artist', () => {
  it('has the details from Spotify for every listener, whatever imports contain', async () => {
    const one = spotifys('one', 'One');
    const [key = 0] = await described(one);
    await imported(anna, key, 'Mine', 'https://i.scdn.co/mine');
    await expect(artists.describe(anna, [key])).resolves.toEqual(new Map([[key, one]]));
    await expect(artists.describe(ben, [key])).resolves.toEqual(new Map([[key, one]]));
  });

  it("has the details from the listener's own import until Spotify sends some", async () => {
    const key = await undescribed('two');
    const shared = { id: 'two', spotifyUrl: 'https://open.spotify.com/artist/two', genres: null };
    const asTo = async (who: number) => (await artists.describe(who, [key])).get(key);
    await imported(anna, key, "Anna's", 'https://i.scdn.co/anna');
    const annas = { ...shared, name: "Anna's", imageUrl: 'https://i.scdn.co/anna', popularity: null };
    await expect(asTo(anna)).resolves.toEqual(annas);
    await expect(asTo(ben)).resolves.toEqual({ ...annas, name: 'two', imageUrl: null });

    await imported(ben, key, "Ben's", null);
    await expect(asTo(anna)).resolves.toEqual(annas);
    await expect(asTo(ben)).resolves.toEqual({ ...annas, name: "Ben's", imageUrl: null });

    const bySpotify = { ...spotifys('two', 'Two'), imageUrl: null };
    await described(bySpotify);
    await expect(asTo(anna)).resolves.toEqual(bySpotify);
    await expect(asTo(ben)).resolves.toEqual(bySpotify);
  });

  it('on the newest snapshot has these details, too', async () => {
    const [key = 0] = await described(spotifys('one', 'One'));
    const other = await undescribed('two');
    for (const who of [anna, ben]) {
      await record(instance, who, 'SHORT_TERM', recorded('2026-05-01', [other, key]));
    }
    await imported(anna, other, "Anna's", null);
    const names = async (who: number) =>
      (await topLists.newest(who, 'SHORT_TERM')).snapshot?.artists.map(({ name }) => name);
    await expect(names(anna)).resolves.toEqual(["Anna's", 'One']);
    await expect(names(ben)).resolves.toEqual(['two', 'One']);
  });
});

describe('concurrent queries for artists', () => {
  it('are one statement, and each gets its own result', async () => {
    const [one = 0, two = 0] = await described(spotifys('one', 'One'), spotifys('two', 'Two'));
    const before = statements();
    const answers = await Promise.all([
      artists.describe(anna, [one]),
      artists.describe(ben, [two, one]),
      artists.describe(anna, [two, two + 1]),
      artists.describe(anna, []),
    ]);
    expect(statements() - before).toBe(1);
    expect(answers.map((answer) => [...answer].map(([key, { name }]) => [key, name]))).toEqual([
      [[one, 'One']],
      [
        [two, 'Two'],
        [one, 'One'],
      ],
      [[two, 'Two']],
      [],
    ]);
    const keys = await Promise.all([artists.findKeys(['two', 'unknown']), artists.findKeys(['one'])]);
    expect(keys).toEqual([new Map([['two', two]]), new Map([['one', one]])]);
    expect(statements() - before).toBe(2);
  });
});

describe('an id that PostgreSQL cannot read', () => {
  it('fails its own query, and no other listener’s query in the same statement', async () => {
    const [key = 0] = await described(spotifys('one', 'One'));
    const before = statements();
    const [annas, bens, bensOther] = await Promise.allSettled([
      artists.find(anna, '\0'),
      artists.find(ben, 'one'),
      artists.find(ben, 'unknown'),
    ]);
    expect(annas).toMatchObject({ status: 'rejected', reason: { code: '22021' } });
    expect(bens).toMatchObject({ status: 'fulfilled', value: { key } });
    expect(bensOther).toEqual({ status: 'fulfilled', value: null });
    // One statement for all, then one for each.
    expect(statements() - before).toBe(4);
    const [bad, good] = await Promise.allSettled([artists.findKeys(['a\0']), artists.findKeys(['one'])]);
    expect([bad.status, good]).toEqual(['rejected', { status: 'fulfilled', value: new Map([['one', key]]) }]);
  });
});

describe('an artist by Spotify’s id', () => {
  it('comes with whether they are on a newest list of this listener', async () => {
    const [, key = 0] = await described(spotifys('zero', 'Zero'), spotifys('one', 'One'));
    const insert = "INSERT INTO top_list VALUES ($1, 'LONG_TERM', now(), true, $2)";
    await instance.sql(insert, [anna, [key]]);
    await instance.sql(insert, [ben, []]);
    const before = statements();
    const [annas, bens, unknown] = await Promise.all([
      artists.find(anna, 'one'),
      artists.find(ben, 'one'),
      artists.find(anna, 'unknown'),
    ]);
    expect(statements() - before).toBe(1);
    expect(annas).toEqual({ key, onTopList: true, artist: spotifys('one', 'One') });
    expect(bens).toEqual({ key, onTopList: false, artist: spotifys('one', 'One') });
    expect(unknown).toBeNull();
  });
});
