import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Client } from '../support/index.js';
import { describeBehindNginx } from './describe-behind-nginx.js';
import { Production, PUBLIC_URL } from './production.js';
import { responseTo } from './through-proxy.js';

jest.setTimeout(600_000);

const MIB = 1024 * 1024;

describeBehindNginx('large transfers through a reverse proxy', () => {
  let production: Production;
  let browser: Client;
  beforeAll(async () => {
    production = await Production.start({ apis: 1 });
    browser = production.client('127.0.0.2');
    await browser.signIn();
  });
  afterAll(() => production?.stop());

  it('stream an import of more than 1 MiB to the API', async () => {
    const way = production.wayFrom('127.0.0.2');
    const half = way.begin('POST', '/import', { ...NDJSON, cookie: browser.cookie });
    half.on('error', () => undefined).write('nonsense\n');
    // The API answers before the end of the body is sent.
    const refused = await responseTo(half);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Line 1')]);
    half.destroy();

    const sent = way.begin('POST', '/import', { ...NDJSON, cookie: browser.cookie });
    sent.write(`${JSON.stringify({ type: 'profile', displayName: null, timezone: 'Europe/Berlin' })}\n`);
    const artists = Array.from({ length: 2_000 }, (_, index) => artistLine(index));
    const snapshot = {
      type: 'snapshot',
      range: 'SHORT_TERM',
      day: '2026-01-02',
      takenAt: '2026-01-02T05:12:00Z',
    };
    const last = { ...snapshot, complete: false, artists: [artistId(0), artistId(1)] };
    const rest = [...artists, JSON.stringify(last)].join('\n');
    expect(rest.length).toBeGreaterThan(MIB);
    sent.end(rest);
    const answer = await responseTo(sent);
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { snapshots: { added: 1 }, artists: { added: 2, kept: 1_998 } },
    ]);
  });

  it('pass on the 413 of the API for an import of more than 128 MiB', async () => {
    const way = production.wayFrom('127.0.0.2');
    const length = { 'content-length': 128 * MIB + 1 };
    const sent = way.begin('POST', '/import', { ...NDJSON, ...length, cookie: browser.cookie });
    sent.on('error', () => undefined).flushHeaders();
    const answer = await responseTo(sent);
    expect([answer.status, await answer.text()]).toEqual([
      413,
      expect.stringContaining('larger than 128 MiB'),
    ]);
    sent.destroy();
  });

  it('do not delay other clients after a refused import', async () => {
    const profile = JSON.stringify({ type: 'profile', displayName: null, timezone: 'UTC' });
    const artists = Array.from({ length: 300 }, (_, index) => artistLine(index));
    const file = [profile, 'nonsense', ...artists].join('\n');
    expect(file.length).toBeGreaterThan(140_000);
    const others = Array.from({ length: 4 }, (_, index) => production.client(`127.0.0.${index + 10}`));
    for (let round = 0; round < 4; round += 1) {
      const headers = { ...NDJSON, origin: PUBLIC_URL };
      const refused = await browser.fetch('/import', { method: 'POST', headers, body: file });
      expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Line 2')]);
      const begun = performance.now();
      const answers = await Promise.all(
        [...others, ...others].map(async (other) => (await other.fetch('/health/live')).status),
      );
      expect(answers).toEqual(answers.map(() => 200));
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
  });

  it('deliver the refusal to a client that is still sending', async () => {
    const anonymous = production.wayFrom('127.0.0.3');
    const sent = anonymous.begin('POST', '/import', { ...NDJSON, 'content-length': 32 * MIB });
    sent.on('error', () => undefined).write('x'.repeat(8 * MIB));
    const answer = await responseTo(sent);
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
    sent.destroy();
  });

  it('deliver an export completely, and compressed if the client accepts gzip', async () => {
    const plain = await browser.fetch('/export');
    const packed = await browser.fetch('/export', { headers: { 'accept-encoding': 'gzip' } });
    expect([plain, packed].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'gzip']);
    const text = await plain.text();
    const types = text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)?.type);
    // The days since the snapshot are gaps.
    expect(types.filter((type) => type !== 'gap')).toEqual(['profile', 'artist', 'artist', 'snapshot']);
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(text);
  });

  it('do not compress again what the API has compressed', async () => {
    const page = await (await browser.fetch('/graphiql')).text();
    const script = /src="(\/[^"]+\.js)"/.exec(page)?.[1] ?? '';
    const answer = await browser.fetch(script, { headers: { 'accept-encoding': 'gzip, br' } });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'br']);
  });
});

const NDJSON = { 'content-type': 'application/x-ndjson' };

function artistId(index: number): string {
  return String(index).padStart(22, '0');
}

function artistLine(index: number): string {
  const name = `Artist ${index}`.padEnd(500);
  return JSON.stringify({ type: 'artist', id: artistId(index), name, imageUrl: null });
}
