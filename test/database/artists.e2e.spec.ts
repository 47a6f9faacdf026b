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

function spotifyArtist(id: string, name: string): ArtistRecord {
  const spotifyUrl = `https://open.spotify.com/artist/${id}`;
  const images = [640, 160].map((size) => ({
    url: `https://i.scdn.co/${id}-${size}`,
    width: size,
    height: size,
  }));
  return { id, name, images, spotifyUrl, genres: ['dream pop'], popularity: 51 };
}

/** Stores artists as Spotify describes them, and returns their keys in the same order. */
async function saveArtists(...records: ArtistRecord[]): Promise<number[]> {
  const [row] = await instance.sql<{ keys: number[] }>('SELECT save_artists($1) AS keys', [
    JSON.stringify(records),
  ]);
  return row?.keys ?? [];
}

/** Stores an artist that only imports mention, and returns the key. */
async function insertArtist(id: string): Promise<number> {
  const [row] = await instance.sql<{ id: number }>(
    "INSERT INTO artist (spotify_id, spotify_url) VALUES ($1, 'https://open.spotify.com/artist/' || $1) RETURNING id",
    [id],
  );
  return row?.id ?? NaN;
}

async function insertImported(listenerId: number, key: number, name: string, imageUrl: string | null) {
  await instance.sql('INSERT INTO imported_artist VALUES ($1, $2, $3, $4)', [
    listenerId,
    key,
    name,
    imageUrl,
  ]);
}

describe('an artist', () => {
  it('has the description of Spotify for every listener, regardless of imports', async () => {
    const one = spotifyArtist('one', 'One');
    const [key = 0] = await saveArtists(one);
    await insertImported(anna, key, 'Mine', 'https://i.scdn.co/mine');
    await expect(artists.describe(anna, [key])).resolves.toEqual(new Map([[key, one]]));
    await expect(artists.describe(ben, [key])).resolves.toEqual(new Map([[key, one]]));
  });

  it("has the description of the listener's own import until there is one of Spotify", async () => {
    const key = await insertArtist('two');
    const shared = { id: 'two', spotifyUrl: 'https://open.spotify.com/artist/two', genres: null };
    const asTo = async (who: number) => (await artists.describe(who, [key])).get(key);
    await insertImported(anna, key, "Anna's", 'https://i.scdn.co/anna');
    const images = [{ url: 'https://i.scdn.co/anna', width: null, height: null }];
    const annas = { ...shared, name: "Anna's", images, popularity: null };
    await expect(asTo(anna)).resolves.toEqual(annas);
    await expect(asTo(ben)).resolves.toEqual({ ...annas, name: 'two', images: [] });

    await insertImported(ben, key, "Ben's", null);
    await expect(asTo(anna)).resolves.toEqual(annas);
    await expect(asTo(ben)).resolves.toEqual({ ...annas, name: "Ben's", images: [] });

    const bySpotify = { ...spotifyArtist('two', 'Two'), images: [] };
    await saveArtists(bySpotify);
    await expect(asTo(anna)).resolves.toEqual(bySpotify);
    await expect(asTo(ben)).resolves.toEqual(bySpotify);
  });

  it('keeps its images while Spotify names none, and has new ones once it does', async () => {
    const one = spotifyArtist('one', 'One');
    const [key = 0] = await saveArtists(one);
    const imagesNow = async () => (await artists.describe(anna, [key])).get(key)?.images;
    await saveArtists({ ...one, images: [] });
    await expect(imagesNow()).resolves.toEqual(one.images);
    const images = [{ url: 'https://i.scdn.co/new', width: 300, height: null }];
    await saveArtists({ ...one, images });
    await expect(imagesNow()).resolves.toEqual(images);
  });

  it('has the same name in lists of names', async () => {
    const [one = 0] = await saveArtists(spotifyArtist('one', 'One'));
    const two = await insertArtist('two');
    await insertImported(anna, two, "Anna's", null);
    const namesOf = async (who: number) =>
      (await artists.readNames(who, [one, two, two + 1])).toSorted((each, other) => each.key - other.key);
    await expect(namesOf(anna)).resolves.toEqual([
      { key: one, id: 'one', name: 'One' },
      { key: two, id: 'two', name: "Anna's" },
    ]);
    await expect(namesOf(ben)).resolves.toMatchObject([{ name: 'One' }, { name: 'two' }]);
    await expect(artists.readNames(ben, [])).resolves.toEqual([]);
  });

  it('has the same description on the newest snapshot', async () => {
    const [key = 0] = await saveArtists(spotifyArtist('one', 'One'));
    const other = await insertArtist('two');
    for (const who of [anna, ben]) {
      await record(instance, who, 'SHORT_TERM', recorded('2026-05-01', [other, key]));
    }
    await insertImported(anna, other, "Anna's", null);
    const names = async (who: number) =>
      (await topLists.newest(who, 'SHORT_TERM')).snapshot?.artists.map(({ name }) => name);
    await expect(names(anna)).resolves.toEqual(["Anna's", 'One']);
    await expect(names(ben)).resolves.toEqual(['two', 'One']);
  });
});

describe('artist lookups in the same tick', () => {
  it('share one statement, and each gets its own artists', async () => {
    const [one = 0, two = 0] = await saveArtists(spotifyArtist('one', 'One'), spotifyArtist('two', 'Two'));
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

describe('an artist id that PostgreSQL cannot store', () => {
  it('fails its own lookup only, not the others of the same statement', async () => {
    const [key = 0] = await saveArtists(spotifyArtist('one', 'One'));
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

describe('an artist found by Spotify id', () => {
  it('has onTopList set only for a listener with the artist on a newest list', async () => {
    const [, key = 0] = await saveArtists(spotifyArtist('zero', 'Zero'), spotifyArtist('one', 'One'));
    const insert = "INSERT INTO top_list VALUES ($1, 'LONG_TERM', now(), true, $2)";
    await instance.sql(insert, [anna, [key]]);
    await instance.sql(insert, [ben, []]);
    const before = statements();
    const [annas, bens, missing] = await Promise.all([
      artists.find(anna, 'one'),
      artists.find(ben, 'one'),
      artists.find(anna, 'unknown'),
    ]);
    expect(statements() - before).toBe(1);
    expect(annas).toEqual({ key, onTopList: true, artist: spotifyArtist('one', 'One') });
    expect(bens).toEqual({ key, onTopList: false, artist: spotifyArtist('one', 'One') });
    expect(missing).toBeNull();
  });
});
