import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ArtistRecord,
  CoverageRepository,
  type Database,
  HistoryRepository,
  ReconstructionRepository,
  RetentionRepository,
  SnapshotRepository,
  type TimeRange,
  TopListRepository,
  TransferInProgressError,
} from '#database';
import { Instance } from '../support/index.js';
import { newListener, openDatabase, record, recorded } from './recorded.js';

const RANGE = 'SHORT_TERM';
const list = { range: RANGE, artists: [], complete: true } as const;

let instance: Instance;
let database: Database;
let listener: number;

beforeAll(async () => {
  instance = await Instance.open();
  ({ database } = openDatabase(instance));
});
afterAll(async () => {
  await database?.onApplicationShutdown();
  await instance?.close();
});
beforeEach(async () => {
  await instance.setClock(new Date('2026-06-15T12:00:00Z'));
  await instance.sql('TRUNCATE listener CASCADE');
  listener = await newListener(instance);
});

function reconstruct(range: TimeRange, ...days: string[]): Promise<void> {
  return record(instance, listener, range, ...days.map((day) => recorded(day, [7], true, 'RECONSTRUCTED')));
}

/** Returns the snapshots of the range as `day source`. */
async function stored(): Promise<string[]> {
  const rows = await instance.sql<{ day: string; source: string }>(
    'SELECT day::text, source FROM snapshot WHERE range = $1 ORDER BY day',
    [RANGE],
  );
  return rows.map(({ day, source }) => `${day} ${source}`);
}

describe('recording a list of Spotify', () => {
  it('keeps older reconstructed snapshots, replaces that of its day, and deletes later ones of its range', async () => {
    await reconstruct(RANGE, '2026-06-13', '2026-06-14', '2026-06-15');
    await reconstruct('LONG_TERM', '2026-06-15');
    const snapshots = new SnapshotRepository(database);
    expect(await snapshots.record({ listenerId: listener, day: '2026-06-14' }, [list])).toEqual([RANGE]);
    expect(await stored()).toEqual(['2026-06-13 RECONSTRUCTED', '2026-06-14 SPOTIFY']);
    const replaced = await instance.sql('SELECT complete, artist_ids FROM snapshot WHERE day = $1', [
      '2026-06-14',
    ]);
    expect(replaced).toEqual([{ complete: true, artist_ids: [] }]);
    expect(await instance.sql("SELECT FROM snapshot WHERE range = 'LONG_TERM'")).toHaveLength(1);
    expect(await snapshots.record({ listenerId: listener, day: '2026-06-14' }, [list])).toEqual([]);
  });

  it('keeps the ranks of artists that are on several lists, and of one that Spotify lists twice', async () => {
    const artist = (id: string): ArtistRecord => ({
      id,
      name: `Artist ${id}`,
      images: [],
      genres: null,
      popularity: null,
      spotifyUrl: `https://open.spotify.com/artist/${id}`,
    });
    const ranks = { SHORT_TERM: ['B', 'A', 'C'], MEDIUM_TERM: ['C', 'D', 'C'], LONG_TERM: [] };
    const lists = (Object.entries(ranks) as [TimeRange, string[]][]).map(([range, ids]) => ({
      range,
      artists: ids.map(artist),
      complete: true,
    }));
    await new SnapshotRepository(database).record({ listenerId: listener, day: '2026-06-14' }, lists);
    const rows = await instance.sql<{ range: TimeRange; ids: string[] }>(
      `SELECT range, ARRAY(SELECT spotify_id FROM unnest(artist_ids) WITH ORDINALITY AS place (id, rank)
                           JOIN artist USING (id) ORDER BY rank) AS ids FROM snapshot`,
    );
    expect(Object.fromEntries(rows.map(({ range, ids }) => [range, ids]))).toEqual(ranks);
  });
});

describe('the state before snapshots are taken', () => {
  it("knows only Spotify's snapshots, so that no reconstructed list makes an empty one a failure", async () => {
    await reconstruct(RANGE, '2026-06-14', '2026-06-15');
    const snapshots = new SnapshotRepository(database);
    const none = { SHORT_TERM: null, MEDIUM_TERM: null, LONG_TERM: null };
    expect((await snapshots.readState(listener))?.newest).toEqual(none);
    const outcomes = await snapshots.readOutcomes(listener, '2026-06-15', new Date());
    expect(outcomes.map((outcome) => outcome.recorded)).toEqual([false, false, false]);

    await snapshots.record({ listenerId: listener, day: '2026-06-15' }, [list]);
    const empty = { day: '2026-06-15', hadPlaces: false };
    expect((await snapshots.readState(listener))?.newest).toEqual({ ...none, SHORT_TERM: empty });
    await record(instance, listener, RANGE, recorded('2026-06-16', [1]), recorded('2026-06-17', []));
    const newer = { day: '2026-06-17', hadPlaces: true };
    expect((await snapshots.readState(listener))?.newest).toEqual({ ...none, SHORT_TERM: newer });
  });
});

describe('the list that topArtists serves when Spotify cannot answer', () => {
  it("is the newest snapshot of Spotify's, and none if all are reconstructed", async () => {
    const lists = new TopListRepository(database);
    await reconstruct(RANGE, '2026-06-14');
    expect(await lists.newest(listener, RANGE)).toEqual({ cached: null, snapshot: null });
    await record(instance, listener, RANGE, recorded('2026-06-15', []));
    expect(await lists.newest(listener, RANGE)).toMatchObject({
      cached: null,
      snapshot: { complete: false },
    });
  });
});

describe('stored coverage', () => {
  it('counts reconstructed days apart, and the current day does not depend on them', async () => {
    await reconstruct(RANGE, '2026-06-12', '2026-06-13', '2026-06-17');
    const coverage = await new CoverageRepository(database).read(listener, RANGE);
    expect(coverage).toMatchObject({
      recordedDays: [],
      newestDay: null,
      reconstructedCount: 3,
      reconstructedSince: '2026-06-12',
    });
    const histories = new HistoryRepository(database);
    expect(await histories.read(listener, RANGE, null)).toMatchObject({ newestDay: null });
    await instance.sql("DELETE FROM snapshot WHERE day = '2026-06-17'");
    await record(instance, listener, RANGE, recorded('2026-06-16', [1]));
    expect(await new CoverageRepository(database).read(listener, RANGE)).toMatchObject({
      recordedDays: ['2026-06-16'],
      newestDay: '2026-06-16',
      reconstructedCount: 2,
    });
    expect(await histories.read(listener, RANGE, null)).toMatchObject({ newestDay: '2026-06-16' });
  });
});

describe('retention', () => {
  it('deletes reconstructed days like all others, with what only they need', async () => {
    await instance.sql('DELETE FROM artist');
    const insert = 'INSERT INTO artist (id, spotify_id, spotify_url) VALUES (1, $1, $3), (2, $2, $3)';
    await instance.sql(insert, ['local:old', 'local:young', 'u']);
    await instance.sql("INSERT INTO imported_artist SELECT $1, id, 'Name' FROM artist", [listener]);
    await instance.sql("INSERT INTO artist_link SELECT $1, id, 'PENDING' FROM artist", [listener]);
    await instance.sql('INSERT INTO listening_history (listener_id, plays) VALUES ($1, 9)', [listener]);
    const lists = [
      recorded('2026-06-01', [1], true, 'RECONSTRUCTED'),
      recorded('2026-06-02', [2], true, 'RECONSTRUCTED'),
    ];
    await record(instance, listener, RANGE, ...lists);
    const retention = new RetentionRepository(database);
    const reconstructions = new ReconstructionRepository(database);
    const running = new AbortController().signal;
    expect(await retention.deleteBefore('2026-06-02', running)).toBe(1);
    expect(await reconstructions.read(listener)).toMatchObject({
      from: '2026-06-02',
      to: '2026-06-02',
      artistsPending: 1,
    });
    expect(await instance.sql('SELECT spotify_id AS id FROM artist')).toEqual([{ id: 'local:young' }]);
    expect(await retention.deleteBefore('2026-06-03', running)).toBe(1);
    expect(await reconstructions.read(listener)).toBeNull();
    for (const table of ['artist', 'artist_link', 'imported_artist', 'listening_history']) {
      expect([table, await instance.sql(`SELECT * FROM ${table}`)]).toEqual([table, []]);
    }
  });
});

describe('deleting reconstructed snapshots', () => {
  it('is refused while the listener imports a file, and deletes nothing of another listener', async () => {
    const reconstructions = new ReconstructionRepository(database);
    const other = await newListener(instance, 'other');
    await record(instance, other, RANGE, recorded('2026-06-01', [1], true, 'RECONSTRUCTED'));
    await reconstruct(RANGE, '2026-06-01');
    const importing = await database.pool.connect();
    try {
      await importing.query('BEGIN');
      await importing.query('SELECT pg_advisory_xact_lock($1, $2)', [0x68646c02, listener]);
      await expect(reconstructions.delete(listener)).rejects.toThrow(TransferInProgressError);
    } finally {
      await importing.query('ROLLBACK');
      importing.release();
    }
    expect(await reconstructions.delete(listener)).toBe(1);
    expect(await reconstructions.delete(listener + other)).toBeNull();
    expect(await instance.sql('SELECT listener_id FROM snapshot')).toEqual([{ listener_id: other }]);
  });
});
