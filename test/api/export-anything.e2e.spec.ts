import { expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { topArtistsPage } from '../../libs/spotify/src/schemas.js';
import { setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { days } from './history.js';
import {
  artist,
  artistId,
  importFile,
  errorOf,
  fileOf,
  PROFILE,
  signedInAt,
  snapshot,
  exportFile,
} from './portable-history.js';

jest.setTimeout(180_000);

const stage = setStage();

/** Round trip: another listener imports the export, and their own export must differ only in the name. */
async function expectRoundTrip(): Promise<void> {
  const file = await exportFile(stage.client);
  const other = await signedInAt(stage.instance, stage.api, 'demo_02');
  expect(await importFile(other, file)).toMatchObject({ status: 200 });
  const withoutName = (text: string): string => text.replace(/"displayName":"[^"]*"/, '');
  expect(withoutName(await exportFile(other))).toBe(withoutName(file));
}

it('an export with thousands of skipped days can be imported again', async () => {
  await stage.client.signIn();
  const skipped = days('2006-01-01', '2026-10-31');
  expect(skipped.length).toBeGreaterThan(7_000);
  for (const part of [skipped.slice(0, 4_000), skipped.slice(4_000)]) {
    expect((await importFile(stage.client, fileOf({ ...PROFILE, skippedDays: part }))).status).toBe(200);
  }
  await expectRoundTrip();
});

it('an export with very long names and with images on any host can be imported again', async () => {
  const long = '"\\\u0001\u{1f600}é'.repeat(4_000);
  const id = 'x'.repeat(64);
  await stage.client.signIn();
  const answer = {
    items: [
      { id, name: long, images: [{ url: 'https://example.org/image' }] },
      { id: artistId(1), name: '', images: [{ url: `https://i.scdn.co/${'y'.repeat(5_000)}` }] },
    ],
    next: null,
  };
  const [listener] = await stage.instance.sql<{ id: number }>('SELECT id FROM listener');
  await stage.instance.sql(
    `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT $1, 'SHORT_TERM', '2026-06-01', true, '2026-06-01T05:00Z', save_artists($2)`,
    [listener?.id, JSON.stringify(topArtistsPage.parse(answer).items)],
  );
  const file = await exportFile(stage.client);
  expect(file.split('\n')[2]).toMatch(/^\{"type":"artist".*"imageUrl":null\}$/);
  await expectRoundTrip();
});

it('rejects an import after which the history could no longer be exported', async () => {
  await stage.client.signIn();
  // As after a vacuum of empty tables: PostgreSQL expects no rows in them, however many pages they get.
  await stage.instance.sql(
    `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', name, 'relpages', 100, 'reltuples', 0::real)
     FROM unnest(ARRAY['artist', 'imported_artist', 'snapshot']) AS name`,
  );
  const file = (first: number, count: number): string => {
    const ids = Array.from({ length: count }, (_, index) => artistId(first + index));
    const dates = days('2006-01-01', '2026-10-31');
    const lists = Array.from({ length: Math.ceil(count / 100) }, (_, index) =>
      snapshot(dates[first / 100 + index] ?? '', ids.slice(index * 100, index * 100 + 100)),
    );
    return fileOf(PROFILE, ...ids.map((id) => artist(id)), ...lists);
  };
  expect((await importFile(stage.client, file(0, 60_000))).status).toBe(200);
  const refused = await importFile(stage.client, file(60_000, 60_000));
  expect(refused.status).toBe(400);
  expect(errorOf(refused).message).toContain('more artists than can be exported again');
  await expectRoundTrip();
});

it('an export whose first artists cannot be read is an error, not a connection that closes', async () => {
  await stage.client.signIn();
  const other = new Client({ connectionString: stage.instance.database.url });
  await other.connect();
  try {
    await other.query('BEGIN; LOCK TABLE artist');
    const response = await stage.client.fetch('/export');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      500,
      'application/json; charset=utf-8',
    ]);
    expect(response.headers.get('content-disposition')).toBeNull();
  } finally {
    await other.end();
  }
});

it('a client that leaves before the first artists are read disturbs no later request', async () => {
  await stage.client.signIn();
  const other = new Client({ connectionString: stage.instance.database.url });
  await other.connect();
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'DECLARE artists%'`;
  const exportWaits = async (): Promise<boolean> => (await stage.instance.sql(waiting)).length > 0;
  try {
    await other.query('BEGIN; LOCK TABLE artist');
    const leaving = new AbortController();
    const response = stage.client.fetch('/export', { signal: leaving.signal });
    await until(exportWaits, 'an export that waits for the artists');
    leaving.abort();
    await expect(response).rejects.toThrow('aborted');
    await other.query('COMMIT');
    const ends = async (): Promise<boolean> => (await stage.client.fetch('/export')).status === 200;
    await until(ends, 'an export after the one that was left');
  } finally {
    await other.end();
  }
});
