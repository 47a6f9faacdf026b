import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, HistoryRepository, SettingsRepository, SnapshotRepository } from '#database';
import { whileHeld } from '../api/held.js';
import { Instance } from '../support/index.js';
import { until } from '../support/until.js';
import { newListener, openDatabase, record, recorded } from './recorded.js';

let instance: Instance;
let database: Database;
let histories: HistoryRepository;
let listener: number;
let cachedRevision: string | null;

beforeAll(async () => {
  instance = await Instance.open();
  ({ database } = openDatabase(instance));
  histories = new HistoryRepository(database);
});
afterAll(async () => {
  await database?.onApplicationShutdown();
  await instance?.close();
});
beforeEach(async () => {
  await instance.sql('TRUNCATE listener CASCADE');
  listener = await newListener(instance);
  await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]), recorded('2026-05-04', [1, 2]));
  cachedRevision = (await histories.read(listener, 'SHORT_TERM', null))?.revision ?? null;
});

/** Returns the artists of the history, or null if it still has the cached revision. */
async function readIfChanged(): Promise<number[] | null> {
  const state = await histories.read(listener, 'SHORT_TERM', cachedRevision);
  if (state?.revision === cachedRevision) {
    expect(state?.columns).toBeNull();
    return null;
  }
  return state?.columns ? [...state.columns.artists] : [];
}

/** Counts the connections that wait for a lock. */
async function countWaiting(): Promise<number> {
  const [row] = await instance.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}

const DAY = "listener_id = $1 AND range = 'SHORT_TERM' AND day = '2026-05-04'";

describe('a cached history', () => {
  it('is not read again while it is unchanged', async () => {
    expect(cachedRevision).not.toBeNull();
    await expect(readIfChanged()).resolves.toBeNull();
  });

  it.each([
    [
      'a snapshot is added',
      `INSERT INTO snapshot VALUES ($1, 'SHORT_TERM', '2026-05-05', true, now(), '{5}')`,
      [1, 1, 2, 5],
    ],
    [
      'an older one is added',
      `INSERT INTO snapshot VALUES ($1, 'SHORT_TERM', '2020-05-05', true, now(), '{5}')`,
      [5, 1, 1, 2],
    ],
    ['one is replaced', `UPDATE snapshot SET artist_ids = '{7, 8}' WHERE ${DAY}`, [1, 7, 8]],
    ['one moves to another range', `UPDATE snapshot SET range = 'LONG_TERM' WHERE ${DAY}`, [1]],
    ['one is deleted', `DELETE FROM snapshot WHERE ${DAY}`, [1]],
    ['all are deleted', 'DELETE FROM snapshot WHERE listener_id = $1', []],
  ])('is read again when %s by any process', async (_what, statement, artists) => {
    await instance.sql(statement, [listener]);
    await expect(readIfChanged()).resolves.toEqual(artists);
  });

  it.each([
    [
      'a duplicate snapshot',
      `INSERT INTO snapshot VALUES ($1, 'SHORT_TERM', '2026-05-04', true, now(), '{5}') ON CONFLICT DO NOTHING`,
    ],
    [
      'a snapshot of another range',
      `INSERT INTO snapshot VALUES ($1, 'LONG_TERM', '2026-05-05', true, now(), '{5}')`,
    ],
  ])('is not read again after %s', async (_what, statement) => {
    await instance.sql(statement, [listener]);
    await expect(readIfChanged()).resolves.toBeNull();
  });

  it('is not read again when the history of another listener changes', async () => {
    await record(instance, await newListener(instance, 'other'), 'SHORT_TERM', recorded('2026-05-05', [9]));
    await instance.sql("DELETE FROM listener WHERE spotify_id = 'other'");
    await expect(readIfChanged()).resolves.toBeNull();
  });

  it('is read again with the new artists after a worker has recorded a snapshot', async () => {
    const artist = {
      name: 'One',
      images: [],
      spotifyUrl: 'https://open.spotify.com/artist/x',
      genres: null,
      popularity: null,
    };
    const list = { range: 'SHORT_TERM', artists: [{ ...artist, id: 'x' }], complete: true } as const;
    const worker = openDatabase(instance).database;
    const snapshot = { listenerId: listener, day: '2026-05-05' };
    await new SnapshotRepository(worker).record(snapshot, [list]);
    await worker.onApplicationShutdown();
    expect(await readIfChanged()).toHaveLength(4);
  });

  it('is read again if its first snapshot was stored while the setting for reconstructed ones changed', async () => {
    const first = recorded('2020-05-05', [5], false, 'RECONSTRUCTED');
    let stored = false;
    let storing: Promise<void> | undefined;
    let changing: Promise<void> | undefined;
    let before: string | null = null;
    await whileHeld(instance, 'LOCK TABLE skipped_day IN ACCESS EXCLUSIVE MODE', async () => {
      changing = new SettingsRepository(database).change(listener, { includeReconstructed: false });
      await until(async () => (await countWaiting()) === 1, 'the change of the setting waits');
      storing = record(instance, listener, 'LONG_TERM', first).then(() => void (stored = true));
      await until(async () => stored || (await countWaiting()) === 2, 'the snapshot is stored or waits');
      before = (await histories.read(listener, 'LONG_TERM', null))?.revision ?? null;
    });
    await Promise.all([changing, storing]);
    const after = await histories.read(listener, 'LONG_TERM', before);
    expect(after?.columns?.days).toEqual(new Int32Array(0));
  });

  it('is deleted with its listener, as is its revision', async () => {
    await instance.sql('DELETE FROM listener WHERE id = $1', [listener]);
    await expect(histories.read(listener, 'SHORT_TERM', cachedRevision)).resolves.toBeNull();
    await expect(instance.sql('SELECT FROM history_revision')).resolves.toEqual([]);
  });
});
