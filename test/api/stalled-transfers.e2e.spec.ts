import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import { contents, fileOf, PROFILE, signedInAt } from './portable-history.js';
import { fillHistory } from './long-history.js';
import { beginDownload, beginUpload, untilOpenTransactions, untilUploading } from './transfer.js';

const stage = setStage();

it('a stalled transfer is aborted after 30 s, a trickling upload after a minute, and no transaction stays open', async () => {
  await stage.client.signIn();
  await fillHistory(stage.instance, 3_653);
  const sender = await signedInAt(stage.instance, stage.api, 'demo_02');
  const trickler = await signedInAt(stage.instance, stage.api, 'listener_3');
  const before = await contents(stage.instance);

  const trickled = trickleAt(trickler);
  const download = await beginDownload(stage.client);
  const upload = beginUpload(sender);
  upload.write(fileOf(PROFILE));
  await untilUploading(sender);
  await untilOpenTransactions(stage.instance, 1);
  const again = await stage.client.fetch('/export');
  expect(again.status).toBe(429);
  expect(again.headers.get('retry-after')).toBe('30');

  const [answer] = (await once(upload, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(408);
  // Node checks for progress twice before it ends the download.
  await untilOpenTransactions(stage.instance, 0, 60_000);
  // Data in transit can still be read, but the end of the file is missing.
  const half: Buffer[] = [];
  const broken = await new Promise<unknown>((resolve) => {
    download.on('data', (chunk: Buffer) => half.push(chunk));
    download.once('error', resolve).once('end', () => resolve(null));
    download.resume();
  });
  expect(broken).toMatchObject({ code: 'ECONNRESET' });
  expect(download.complete).toBe(false);

  const { answer: late, seconds } = await trickled;
  expect(seconds).toBeGreaterThan(55);
  expect([late.statusCode, late.headers.connection]).toEqual([408, 'close']);
  expect(await text(late)).toContain('after the first minute it must average 128 KiB/s');
  expect(await contents(stage.instance)).toEqual(before);
}, 180_000);

it('a client that aborts a download leaves no transaction open', async () => {
  await stage.client.signIn();
  await fillHistory(stage.instance, 3_653);
  const download = await beginDownload(stage.client);
  await untilOpenTransactions(stage.instance, 1);
  download.destroy();
  await untilOpenTransactions(stage.instance, 0);
  expect((await stage.client.fetch('/export')).status).toBe(200);
}, 180_000);

/** Sends one byte per second until a response arrives; returns the response and its delay. */
async function trickleAt(client: Client): Promise<{ answer: IncomingMessage; seconds: number }> {
  const upload = beginUpload(client);
  upload.write(fileOf(PROFILE));
  const trickle = setInterval(() => upload.write('{'), 1_000);
  try {
    const begun = performance.now();
    const [answer] = (await once(upload, 'response')) as [IncomingMessage];
    return { answer, seconds: (performance.now() - begun) / 1_000 };
  } finally {
    clearInterval(trickle);
  }
}
