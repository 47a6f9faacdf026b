import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { AccountDeletion, RetentionRepository, type Database } from '#database';
import {
  artist,
  artistId,
  importFile,
  fileOf,
  PROFILE,
  snapshot,
  exportFile,
} from '../api/portable-history.js';
import { openDatabase } from '../database/recorded.js';
import { type Client, setStage } from '../support/index.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

const stage = setStage();
const DELETE = 'mutation { deleteAccount(confirm: true) { deletedAt } }';
const [A, B, C] = [artistId(1), artistId(2), artistId(3)];
const DANGLING = `
  SELECT FROM (SELECT unnest(artist_ids) AS id FROM snapshot UNION SELECT unnest(artist_ids) FROM top_list) AS named
  WHERE NOT EXISTS (SELECT FROM artist WHERE artist.id = named.id)`;

let database: Database;
let leaver: Client;
let stayer: Client;
beforeAll(() => {
  ({ database } = openDatabase(stage.instance));
});
afterAll(() => database?.onApplicationShutdown());
beforeEach(async () => {
  [leaver, stayer] = [stage.instance.client(stage.api), stage.instance.client(stage.api)];
  await leaver.signIn('demo_01');
  await stayer.signIn('demo_02');
});

/** Imports a day with these artists. */
async function importDay(client: Client, ids: readonly string[], day = '2026-06-01'): Promise<void> {
  const file = fileOf(PROFILE, ...ids.map((id) => artist(id)), snapshot(day, ids));
  expect((await importFile(client, file)).body).toMatchObject({ snapshots: { added: 1 } });
}

async function artistsLeft(): Promise<string[]> {
  const rows = await stage.instance.sql<{ id: string }>('SELECT spotify_id AS id FROM artist ORDER BY id');
  return rows.map(({ id }) => id);
}

/** Opens a connection with an open transaction. */
async function transaction(...statements: readonly string[]): Promise<Postgres> {
  const postgres = new Postgres({ connectionString: stage.instance.database.url });
  await postgres.connect();
  await postgres.query('BEGIN');
  for (const statement of statements) await postgres.query(statement);
  return postgres;
}

async function commit(postgres: Postgres): Promise<void> {
  await postgres.query('COMMIT');
  await postgres.end();
}

async function untilWaiting(count: number): Promise<void> {
  const waiting = () =>
    stage.instance.sql(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  await until(async () => (await waiting()).length === count, `${count} statements wait for a lock`);
}

describe('artists that only imports mention', () => {
  it('are deleted with the last listener who imported them, and no other artists are', async () => {
    await importDay(leaver, [A, B, C]);
    await importDay(stayer, [B]);
    await stage.instance.sql(`UPDATE artist SET name = 'By Spotify' WHERE spotify_id = $1`, [C]);
    const before = await exportFile(stayer);
    expect((await leaver.graphql(DELETE)).errors).toBeUndefined();
    expect(await artistsLeft()).toEqual([B, C]);
    expect(await exportFile(stayer)).toBe(before);
    expect((await stayer.graphql(DELETE)).errors).toBeUndefined();
    expect(await artistsLeft()).toEqual([C]);
  });

  it('are stored only if a day contains them', async () => {
    const file = fileOf(PROFILE, artist(A), artist(B), snapshot('2026-06-01', [A]));
    expect((await importFile(leaver, file)).body).toMatchObject({ artists: { added: 1, kept: 1 } });
    expect(await artistsLeft()).toEqual([A]);
  });

  it('are deleted with the last day that retention deletes', async () => {
    await importDay(leaver, [A, B], '2026-06-01');
    await importDay(leaver, [B], '2026-06-05');
    await new RetentionRepository(database).deleteBefore('2026-06-03', new AbortController().signal);
    expect(await artistsLeft()).toEqual([B]);
  });

  it('survive when another listener imports them while their last listener deletes the account', async () => {
    await importDay(leaver, [A, B]);
    // By then the import has inserted its artists and days.
    const holder = await transaction('LOCK imported_gap IN EXCLUSIVE MODE');
    const importing = importDay(stayer, [A, B]);
    await untilWaiting(1);
    const leaving = leaver.graphql(DELETE);
    await untilWaiting(2);
    await commit(holder);
    await importing;
    expect((await leaving).errors).toBeUndefined();
    expect(await artistsLeft()).toEqual([A, B]);
    expect(await exportFile(stayer)).toContain(fileOf(snapshot('2026-06-01', [A, B])));
  });

  it('are inserted again by an import that waits for their deletion', async () => {
    await importDay(leaver, [A, B]);
    await stage.instance.sql('DELETE FROM listener WHERE spotify_id = $1', ['demo_01']);
    const deleting = await transaction('DELETE FROM artist');
    const importing = importDay(stayer, [A, B]);
    await untilWaiting(1);
    await commit(deleting);
    await importing;
    expect(await exportFile(stayer)).toContain(fileOf(snapshot('2026-06-01', [A, B])));
  });

  it('are inserted again by a Spotify list that waits for their deletion', async () => {
    await importDay(leaver, [A]);
    const deleting = await transaction('DELETE FROM imported_artist', 'DELETE FROM artist');
    const record = { id: A, name: 'By Spotify', spotifyUrl: `https://open.spotify.com/artist/${A}` };
    const saving = stage.instance.sql<{ ids: number[] }>('SELECT save_artists($1) AS ids', [
      JSON.stringify([record]),
    ]);
    await untilWaiting(1);
    await commit(deleting);
    const [saved] = await saving;
    const rows = await stage.instance.sql('SELECT id, name FROM artist');
    expect(rows).toEqual([{ id: saved?.ids[0], name: 'By Spotify' }]);
  });

  it('are never missing from a list during concurrent deletions, imports and snapshots', async () => {
    const ids = Array.from({ length: 40 }, (_, number) => artistId(number));
    const records = ids.map((id) => ({ id, name: id, spotifyUrl: `https://open.spotify.com/artist/${id}` }));
    await importDay(stayer, ids.slice(0, 2), '2026-05-01');
    for (let round = 0; round < 12; round += 1) {
      await leaver.signIn('demo_01');
      await importDay(leaver, ids);
      const day = `2026-06-${String(round + 1).padStart(2, '0')}`;
      const some = ids.slice(round, round + 20);
      const [left] = await Promise.all([
        leaver.graphql(DELETE),
        importDay(stayer, some, day),
        stage.instance.sql(
          `INSERT INTO snapshot SELECT id, 'LONG_TERM', $2, true, clock_now(), save_artists($1)
           FROM listener WHERE spotify_id = 'demo_02'`,
          [JSON.stringify(records.slice(3 * round, 3 * round + 3)), day],
        ),
      ]);
      expect(left.errors).toBeUndefined();
      expect(await stage.instance.sql(DANGLING)).toEqual([]);
      expect(await exportFile(stayer)).toContain(JSON.stringify(snapshot(day, some)));
    }
    expect(
      await stage.instance.sql(
        'SELECT FROM artist WHERE name IS NULL AND id NOT IN (SELECT artist_id FROM imported_artist)',
      ),
    ).toEqual([]);
  });

  it('are all deleted with their listener, even 100,000 of them', async () => {
    const [row] = await stage.instance.sql<{ id: number }>(
      "SELECT id FROM listener WHERE spotify_id = 'demo_01'",
    );
    const id = row?.id ?? 0;
    await stage.instance.sql(
      `WITH added AS (
         INSERT INTO artist (spotify_id, spotify_url)
         SELECT 'Many' || number, 'https://open.spotify.com/artist/' || number FROM generate_series(1, 100000) AS number
         RETURNING id)
       INSERT INTO imported_artist SELECT $1, id, 'Named', NULL FROM added`,
      [id],
    );
    // As after a vacuum of empty tables: PostgreSQL expects no rows in them, however many pages they get.
    await stage.instance.sql(
      `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', name, 'relpages', 100, 'reltuples', 0::real)
       FROM unnest(ARRAY['artist', 'imported_artist']) AS name`,
    );
    await expect(new AccountDeletion(database).delete(id)).resolves.toBeInstanceOf(Date);
    expect(await artistsLeft()).toEqual([]);
  });
});
