import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, HistoryRepository, SnapshotRepository } from '#database';
import { Instance } from '../support/index.js';
import { newListener, openDatabase, record, recorded } from './recorded.js';

let instance: Instance;
let database: Database;
let histories: HistoryRepository;
let listener: number;
let known: string | null;

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
  known = (await histories.read(listener, 'SHORT_TERM', null))?.revision ?? null;
});

/** Returns the artists of the history, or null if it has not changed. */
async function changed(): Promise<number[] | null> {
  const state = await histories.read(listener, 'SHORT_TERM', known);
  if (state?.revision === known) {
    expect(state?.columns).toBeNull();
    return null;
  }
  return state?.columns ? [...state.columns.artists] : [];
}

const DAY = "listener_id = $1 AND range = 'SHORT_TERM' AND day = '2026-05-04'";

describe('a history with a known revision', () => {
  it('is not loaded again while nothing has changed', async () => {
    expect(known).not.toBeNull();
    await expect(changed()).resolves.toBeNull();
  });

  it.each([
    [
      'a snapshot comes',
      `INSERT INTO snapshot VALUES ($1, 'SHORT_TERM', '2026-05-05', true, now(), '{5}')`,
      [1, 1, 2, 5],
    ],
    [
      'an older one comes',
      `INSERT INTO snapshot VALUES ($1, 'SHORT_TERM', '2020-05-05', true, now(), '{5}')`,
      [5, 1, 1, 2],
    ],
    ['one is replaced', `UPDATE snapshot SET artist_ids = '{7, 8}' WHERE ${DAY}`, [1, 7, 8]],
    ['one moves to another range', `UPDATE snapshot SET range = 'LONG_TERM' WHERE ${DAY}`, [1]],
    ['one is deleted', `DELETE FROM snapshot WHERE ${DAY}`, [1]],
    ['all are deleted', 'DELETE FROM snapshot WHERE listener_id = $1', []],
  ])('is loaded again when %s, by any client', async (_what, statement, artists) => {
    await instance.sql(statement, [listener]);
    await expect(changed()).resolves.toEqual(artists);
  });

  it.each([
    [
      'a snapshot that was there already',
      `INSERT INTO snapshot VALUES ($1, 'SHORT_TERM', '2026-05-04', true, now(), '{5}') ON CONFLICT DO NOTHING`,
    ],
    [
      'one of another range',
      `INSERT INTO snapshot VALUES ($1, 'LONG_TERM', '2026-05-05', true, now(), '{5}')`,
    ],
  ])('is not loaded again for %s', async (_what, statement) => {
    await instance.sql(statement, [listener]);
    await expect(changed()).resolves.toBeNull();
  });

  it("is not loaded again for changes to other listeners' histories", async () => {
    await record(instance, await newListener(instance, 'other'), 'SHORT_TERM', recorded('2026-05-05', [9]));
    await instance.sql("DELETE FROM listener WHERE spotify_id = 'other'");
    await expect(changed()).resolves.toBeNull();
  });

  it('is loaded again after a worker has recorded, with the new snapshots', async () => {
    const artist = {
      name: 'One',
      imageUrl: null,
      spotifyUrl: 'https://open.spotify.com/artist/x',
      genres: null,
      popularity: null,
    };
    const list = { range: 'SHORT_TERM', artists: [{ ...artist, id: 'x' }], complete: true } as const;
    const worker = openDatabase(instance).database;
    const snapshot = { listenerId: listener, day: '2026-05-05' };
    await new SnapshotRepository(worker).record(snapshot, [list]);
    await worker.onApplicationShutdown();
    expect(await changed()).toHaveLength(4);
  });

  it('is deleted with its listener', async () => {
    await instance.sql('DELETE FROM listener WHERE id = $1', [listener]);
    await expect(histories.read(listener, 'SHORT_TERM', known)).resolves.toBeNull();
    await expect(instance.sql('SELECT FROM history_revision')).resolves.toEqual([]);
  });
});
