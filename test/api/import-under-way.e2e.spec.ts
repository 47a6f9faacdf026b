import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { type Instance, setStage } from '../support/index.js';
import { takeSnapshot } from './asked-snapshots.js';
import {
  artist,
  artistId,
  importFile,
  contents,
  errorOf,
  fileOf,
  PROFILE,
  signedInAt,
  snapshot,
} from './portable-history.js';
import { until } from '../support/until.js';
import { beginUpload, untilOpenTransactions, untilUploading } from './transfer.js';

const stage = setStage();
/** Takes the lock of a listener's import, as another process does while it stores one. */
async function holdImportLock(instance: Instance, listenerId: number): Promise<Postgres> {
  const other = new Postgres({ connectionString: instance.database.url });
  await other.connect();
  await other.query('SELECT pg_advisory_lock($1::int, $2::int)', [0x68646c02, listenerId]);
  return other;
}

const BEGINNING = fileOf(PROFILE, artist(artistId(1)), snapshot('2026-06-01', [artistId(1)]));

beforeEach(async () => {
  await stage.client.signIn();
});

describe('an import upload in progress', () => {
  it('stores nothing if the connection breaks', async () => {
    const before = await contents(stage.instance);
    const upload = beginUpload(stage.client);
    upload.write(BEGINNING);
    await untilUploading(stage.client);
    upload.destroy();
    await untilUploading(stage.client, false);
    expect(await contents(stage.instance)).toEqual(before);
    expect((await importFile(stage.client, BEGINNING)).status).toBe(200);
  });

  it('does not block the worker, and does not overwrite the snapshots that the worker takes', async () => {
    const worker = await stage.instance.startWorker();
    const upload = beginUpload(stage.client);
    upload.write(BEGINNING);
    await untilUploading(stage.client);
    const { day } = await takeSnapshot(stage.client);
    const recorded = `SELECT FROM snapshot WHERE day = '${day}'`;
    await until(async () => (await stage.instance.sql(recorded)).length === 3, 'three snapshots');
    await untilUploading(stage.client);
    await worker.stop();

    upload.end(fileOf({ ...snapshot(day, []), takenAt: `${day}T00:00:00Z` }));
    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    const places = await stage.instance.sql(
      'SELECT day::text, cardinality(artist_ids) > 1 AS own FROM snapshot WHERE range = $1 ORDER BY day',
      ['SHORT_TERM'],
    );
    expect(places).toEqual([
      { day: '2026-06-01', own: false },
      { day, own: true },
    ]);
  }, 120_000);

  it('makes a second import of the same listener fail with RATE_LIMITED', async () => {
    const upload = beginUpload(stage.client);
    upload.write(BEGINNING);
    await untilUploading(stage.client);
    const again = await importFile(stage.client, BEGINNING);
    expect(again.status).toBe(429);
    expect(again.headers.get('retry-after')).toBe('30');
    expect(errorOf(again).extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 30 });
    upload.destroy();
  });

  it('fails with RATE_LIMITED while another process stores an import of the same listener', async () => {
    const [listener] = await stage.instance.sql<{ id: number }>('SELECT id FROM listener');
    const lockHolder = await holdImportLock(stage.instance, listener?.id ?? 0);
    const again = await importFile(stage.client, BEGINNING);
    expect([again.status, errorOf(again).extensions['code']]).toEqual([429, 'RATE_LIMITED']);
    await lockHolder.end();
    expect((await importFile(stage.client, BEGINNING)).status).toBe(200);
  });

  it('holds no transaction and does not block imports of other listeners, however slow it is', async () => {
    const names = ['demo_02', 'demo_03', 'listener_1', 'listener_2'];
    const slow = await Promise.all(names.map((name) => signedInAt(stage.instance, stage.api, name)));
    const uploads = slow.map((client) => beginUpload(client));
    for (const upload of uploads) upload.write(BEGINNING);
    for (const client of slow) await untilUploading(client);
    await untilOpenTransactions(stage.instance, 0);
    expect((await importFile(stage.client, BEGINNING)).status).toBe(200);
    for (const upload of uploads) upload.end();
    const answers = await Promise.all(uploads.map((upload) => once(upload, 'response')));
    expect(answers.map(([response]: IncomingMessage[]) => response?.statusCode)).toEqual([
      200, 200, 200, 200,
    ]);
  });

  it('counts towards a limit of eight per process, beyond which an import gets 503', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `listener_${index + 1}`);
    const eight = await Promise.all(names.map((name) => signedInAt(stage.instance, stage.api, name)));
    const uploads = eight.map((client) => beginUpload(client));
    for (const upload of uploads) upload.write(BEGINNING);
    for (const client of eight) await untilUploading(client);
    const tooMany = await importFile(stage.client, BEGINNING);
    expect(tooMany.status).toBe(503);
    expect(tooMany.headers.get('retry-after')).toBe('30');
    expect(errorOf(tooMany).extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 30 });
    for (const upload of uploads) upload.destroy();
    await untilUploading(stage.client, false);
  });

  it('is rejected with 413 above 128 MiB, whether sent or announced by Content-Length', async () => {
    const before = await contents(stage.instance);
    const upload = beginUpload(stage.client);
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    upload.write(BEGINNING);
    const piece = `${JSON.stringify(artist(artistId(2), 'x'.repeat(60_000)))}\n`.repeat(16);
    let sent = 0;
    const answer: { status?: number | undefined } = {};
    void answered.then(([response]) => (answer.status = response.statusCode));
    for (; sent < 160 * 1024 * 1024 && answer.status === undefined; sent += piece.length) {
      if (!upload.write(piece)) await Promise.race([once(upload, 'drain'), answered]);
    }
    expect((await answered)[0].statusCode).toBe(413);
    expect(sent).toBeGreaterThan(120 * 1024 * 1024);
    upload.destroy();

    const announced = beginUpload(stage.client);
    announced.setHeader('content-length', 128 * 1024 * 1024 + 1);
    announced.write(BEGINNING);
    const [response] = (await once(announced, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    announced.destroy();
    await untilOpenTransactions(stage.instance, 0);
    expect(await contents(stage.instance)).toEqual(before);
  }, 120_000);
});
