import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountDeletion, ArtistLinkRepository, type Database, type FoundArtist } from '#database';
import { Instance } from '../support/index.js';
import { newListener, openDatabase, record, recorded } from './recorded.js';

let instance: Instance;
let database: Database;
let links: ArtistLinkRepository;
let listener: number;

beforeAll(async () => {
  instance = await Instance.open();
  ({ database } = openDatabase(instance));
  links = new ArtistLinkRepository(database);
});
afterAll(async () => {
  await database?.onApplicationShutdown();
  await instance?.close();
});
beforeEach(async () => {
  await instance.deleteRows();
  listener = await newListener(instance);
});

/** Adds an artist who is known by name only, and returns the key. */
async function addName(name: string, state = 'PENDING'): Promise<number> {
  const [row] = await instance.sql<{ id: number }>(
    `WITH added AS (INSERT INTO artist (spotify_id, spotify_url) VALUES ('local:' || $2, 'https://open.spotify.com/')
                    RETURNING id),
          named AS (INSERT INTO imported_artist (listener_id, artist_id, name) SELECT $1, id, $2 FROM added)
     INSERT INTO artist_link (listener_id, artist_id, state) SELECT $1, id, $3::"ArtistLinkState" FROM added
     RETURNING artist_id AS id`,
    [listener, name, state],
  );
  return row?.id ?? 0;
}

/** Adds an artist of Spotify, and returns the key. */
async function addArtist(id: string): Promise<number> {
  const [row] = await instance.sql<{ id: number }>(
    "INSERT INTO artist (spotify_id, name, spotify_url) VALUES ($1, $1, 'https://open.spotify.com/') RETURNING id",
    [id],
  );
  return row?.id ?? 0;
}

function found(key: number, id: string): FoundArtist {
  const artist = {
    id,
    name: id,
    images: [],
    spotifyUrl: 'https://open.spotify.com/',
    genres: null,
    popularity: null,
  };
  return { key, artist };
}

/** Returns the artists of each snapshot, by day. */
async function lists(): Promise<string[][]> {
  const rows = await instance.sql<{ ids: string[] }>(
    `SELECT array_agg(artist.spotify_id ORDER BY place.rank) AS ids
     FROM snapshot, unnest(artist_ids) WITH ORDINALITY AS place (id, rank) JOIN artist USING (id)
     GROUP BY day ORDER BY day`,
  );
  return rows.map(({ ids }) => ids);
}

async function states(): Promise<string[]> {
  const rows = await instance.sql<{ link: string }>(
    `SELECT spotify_id || ' ' || state AS link FROM artist_link JOIN artist ON artist.id = artist_id ORDER BY link`,
  );
  return rows.map(({ link }) => link);
}

describe('linking artists', () => {
  it('rewrites reconstructed snapshots in place, and the names with them', async () => {
    const [one, two, three] = [await addName('one'), await addName('two'), await addName('three')];
    const known = await addArtist('known');
    await record(
      instance,
      listener,
      'SHORT_TERM',
      recorded('2026-01-01', [one, two, three], true, 'RECONSTRUCTED'),
      recorded('2026-01-02', [three, one], true, 'RECONSTRUCTED'),
      recorded('2026-01-03', [known], true),
    );
    const [before] = await instance.sql('SELECT revision FROM history_revision');
    const result = await links.record(listener, [
      found(one, 'known'),
      found(two, 'new'),
      { key: three, artist: null },
    ]);
    expect(result).toEqual({ linked: 2, unknown: 1 });
    expect(await lists()).toEqual([['known', 'new', 'local:three'], ['local:three', 'known'], ['known']]);
    expect(await states()).toEqual(['known LINKED', 'local:three UNKNOWN', 'new LINKED']);
    const names = await instance.sql<{ name: string }>('SELECT name FROM imported_artist');
    expect(names).toEqual([{ name: 'three' }]);
    expect(await instance.sql('SELECT revision FROM history_revision')).not.toEqual([before]);
    expect([await links.countPending(), await links.readPending(listener, 10)]).toEqual([0, []]);
  });

  it('keeps a name whose artist is already on the snapshots, and links only one name to an artist', async () => {
    const [one, two, three] = [await addName('one'), await addName('two'), await addName('three')];
    const known = await addArtist('known');
    const list = recorded('2026-01-01', [known, one, two, three], true, 'RECONSTRUCTED');
    await record(instance, listener, 'LONG_TERM', list);
    const result = await links.record(listener, [
      found(one, 'known'),
      found(two, 'new'),
      found(three, 'new'),
    ]);
    expect(result).toEqual({ linked: 1, unknown: 2 });
    expect(await lists()).toEqual([['known', 'local:one', 'new', 'local:three']]);
    expect(await states()).toEqual(['local:one UNKNOWN', 'local:three UNKNOWN', 'new LINKED']);
  });

  it('leaves out artists that are not pending any more, and deleted listeners', async () => {
    const one = await addName('one', 'UNKNOWN');
    expect(await links.record(listener, [found(one, 'new')])).toEqual({ linked: 0, unknown: 0 });
    expect(await states()).toEqual(['local:one UNKNOWN']);
    const two = await addName('two');
    expect(await links.readPending(listener, 10)).toEqual([{ key: two, name: 'two', trackId: null }]);
    await new AccountDeletion(database).delete(listener);
    expect(await links.record(listener, [found(two, 'new')])).toEqual({ linked: 0, unknown: 0 });
    expect(await instance.sql('SELECT FROM artist')).toEqual([]);
  });

  it('finds listeners whose connection works', async () => {
    await addName('one');
    expect(await links.findListeners(10)).toEqual([]);
    await instance.sql(
      `INSERT INTO spotify_grant (listener_id, refresh_token, scopes, authorized_at) VALUES ($1, 'x', '{}', now())`,
      [listener],
    );
    expect(await links.findListeners(10)).toEqual([listener]);
    await instance.sql('UPDATE spotify_grant SET ended_at = now()');
    expect(await links.findListeners(10)).toEqual([]);
  });
});
