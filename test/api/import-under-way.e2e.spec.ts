import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { takeSnapshot } from './asked-snapshots.js';
import {
  artist,
  artistId,
  bringBack,
  contents,
  errorOf,
  fileOf,
  PROFILE,
  signedInAt,
  snapshot,
} from './portable-history.js';
import { beginUpload, untilOpenTransactions } from './transfer.js';

const stage = setStage();
const BEGINNING = fileOf(PROFILE, artist(artistId(1)), snapshot('2026-06-01', [artistId(1)]));

beforeEach(async () => {
  await stage.client.signIn();
});

describe('an upload under way', () => {
  it('leaves nothing behind when it breaks off', async () => {
    const before = await contents(stage.instance);
    const upload = beginUpload(stage.client);
    upload.write(BEGINNING);
    await untilOpenTransactions(stage.instance, 1);
    upload.destroy();
    await untilOpenTransactions(stage.instance, 0);
    expect(await contents(stage.instance)).toEqual(before);
    expect((await bringBack(stage.client, BEGINNING)).status).toBe(200);
  });

  it('keeps nobody waiting: the worker records the same listener’s snapshots meanwhile, and they stay', async () => {
    const worker = await stage.instance.startWorker();
    const upload = beginUpload(stage.client);
    upload.write(BEGINNING);
    await untilOpenTransactions(stage.instance, 1);
    const { day } = await takeSnapshot(stage.client);
    const recorded = `SELECT FROM snapshot WHERE day = '${day}'`;
    while ((await stage.instance.sql(recorded)).length < 3) await delay(50);
    await untilOpenTransactions(stage.instance, 1);
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

  it('is the only one of its listener, and one of two of its process', async () => {
    const clients = [stage.client];
    for (const name of ['demo_02', 'demo_03'])
      clients.push(await signedInAt(stage.instance, stage.api, name));
    const [mine = stage.client, other = stage.client, third = stage.client] = clients;
    const first = beginUpload(mine);
    first.write(BEGINNING);
    await untilOpenTransactions(stage.instance, 1);
    const again = await bringBack(mine, BEGINNING);
    expect(again.status).toBe(429);
    expect(again.headers.get('retry-after')).toBe('30');
    expect(errorOf(again).extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 30 });

    const second = beginUpload(other);
    second.write(BEGINNING);
    await untilOpenTransactions(stage.instance, 2);
    const tooMany = await bringBack(third, BEGINNING);
    expect(tooMany.status).toBe(503);
    expect(tooMany.headers.get('retry-after')).toBe('30');
    expect(errorOf(tooMany).extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 30 });

    first.destroy();
    second.destroy();
    await untilOpenTransactions(stage.instance, 0);
    expect((await bringBack(third, BEGINNING)).status).toBe(200);
  });

  it('ends when it brings more than 64 MiB, or says that it will', async () => {
    const before = await contents(stage.instance);
    const upload = beginUpload(stage.client);
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    upload.write(BEGINNING);
    const piece = `${JSON.stringify(artist(artistId(2), 'x'.repeat(60_000)))}\n`.repeat(16);
    let sent = 0;
    const answer: { status?: number | undefined } = {};
    void answered.then(([response]) => (answer.status = response.statusCode));
    for (; sent < 80 * 1024 * 1024 && answer.status === undefined; sent += piece.length) {
      if (!upload.write(piece)) await Promise.race([once(upload, 'drain'), answered]);
    }
    expect((await answered)[0].statusCode).toBe(413);
    expect(sent).toBeGreaterThan(60 * 1024 * 1024);
    upload.destroy();

    const announced = beginUpload(stage.client);
    announced.setHeader('content-length', 64 * 1024 * 1024 + 1);
    announced.write(BEGINNING);
    const [response] = (await once(announced, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    announced.destroy();
    await untilOpenTransactions(stage.instance, 0);
    expect(await contents(stage.instance)).toEqual(before);
  }, 120_000);
});
