import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { contents, fileOf, PROFILE, signedInAt } from './portable-history.js';
import { fillHistory } from './long-history.js';
import { beginDownload, beginUpload, untilOpenTransactions, untilUploading } from './transfer.js';

const stage = setStage();

it('who takes nothing, or sends nothing, for 30 s is cut off, and no transaction is left', async () => {
  await stage.client.signIn();
  await fillHistory(stage.instance, 3_653);
  const sender = await signedInAt(stage.instance, stage.api, 'demo_02');
  const before = await contents(stage.instance);

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
  // Node looks twice whether anything was taken.
  await untilOpenTransactions(stage.instance, 0, 60_000);
  // What was under way in the network is still there to take; its end is not.
  const half: Buffer[] = [];
  const broken = await new Promise<unknown>((resolve) => {
    download.on('data', (chunk: Buffer) => half.push(chunk));
    download.once('error', resolve).once('end', () => resolve(null));
    download.resume();
  });
  expect(broken).toMatchObject({ code: 'ECONNRESET' });
  expect(download.complete).toBe(false);
  expect(await contents(stage.instance)).toEqual(before);
}, 180_000);

it('who leaves in the middle of a download leaves no transaction behind', async () => {
  await stage.client.signIn();
  await fillHistory(stage.instance, 3_653);
  const download = await beginDownload(stage.client);
  await untilOpenTransactions(stage.instance, 1);
  download.destroy();
  await untilOpenTransactions(stage.instance, 0);
  expect((await stage.client.fetch('/export')).status).toBe(200);
}, 180_000);

it('an upload that only trickles is refused after a minute, with the rate that it takes', async () => {
  await stage.client.signIn();
  const upload = beginUpload(stage.client);
  upload.write(fileOf(PROFILE));
  const trickle = setInterval(() => upload.write('{'), 1_000);
  try {
    const begun = performance.now();
    const [answer] = (await once(upload, 'response')) as [IncomingMessage];
    expect(performance.now() - begun).toBeGreaterThan(55_000);
    expect([answer.statusCode, answer.headers.connection]).toEqual([408, 'close']);
    expect(await text(answer)).toContain('after the first minute it takes 128 KiB/s');
  } finally {
    clearInterval(trickle);
    upload.destroy();
  }
}, 120_000);
