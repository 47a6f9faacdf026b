import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { signedIn } from '../api/signed-in.js';
import { untilUploading } from '../api/transfer.js';
import type { Client } from '../support/index.js';
import { until } from '../support/until.js';
import { describeBehind } from './describe-behind-nginx.js';
import { startCaddy, startHaproxy } from './other-proxies.js';
import { Production, PUBLIC_URL } from './production.js';
import { HOST, type ReverseProxy } from './reverse-proxy.js';
import { responseTo } from './through-proxy.js';

jest.setTimeout(120_000);

const MIB = 1024 * 1024;
/** Long lines, so that few of them are more than a megabyte. */
const ARTISTS = 2_000;
const NDJSON = { 'content-type': 'application/x-ndjson' };

/** One for both proxies. */
let production: Production;
afterAll(() => production?.stop());

async function startBehind(startProxy: typeof startCaddy): Promise<ReverseProxy> {
  if (production) {
    for (const table of ['listener', 'rate_limit']) await production.sql(`DELETE FROM ${table}`);
    return production.addProxy(startProxy);
  }
  production = await Production.start({ apis: 1, settings: { SIGN_INS_PER_MINUTE: '3' }, startProxy });
  return production.proxy;
}

for (const { setting, name, startProxy } of [
  { setting: 'CADDY_PATH', name: 'Caddy', startProxy: startCaddy },
  { setting: 'HAPROXY_PATH', name: 'HAProxy', startProxy: startHaproxy },
] as const) {
  describeBehind(setting, `behind ${name}`, () => {
    let proxy: ReverseProxy;
    const client = (address: string): Client => production.client(address, proxy);
    beforeAll(async () => {
      proxy = await startBehind(startProxy);
    });

    it('HTTP is redirected to HTTPS, and the session cookie is for HTTPS and this host alone', async () => {
      const port = proxy.httpPort;
      const sent = request({ host: '127.0.0.1', port, path: '/privacy?a=b', headers: { host: HOST } }).end();
      const [redirect] = (await once(sent, 'response')) as [IncomingMessage];
      redirect.resume();
      expect(redirect.statusCode).toBe(308);
      expect(redirect.headers.location).toMatch(/^https:\/\/charts\.example\.org(:\d+)?\/privacy\?a=b$/);

      const browser = client('127.0.0.2');
      const back = await browser.signIn('demo_01', '?returnTo=/graphiql');
      expect([back.status, back.headers.get('location')]).toEqual([303, '/graphiql']);
      expect(back.headers.getSetCookie()).toContainEqual(
        expect.stringMatching(/^__Host-headliner=.*; Secure/),
      );
      expect(back.headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect(await signedIn(browser)).toMatchObject({ displayName: 'Demo Listener' });
      const signOut = { method: 'POST', headers: { origin: PUBLIC_URL } };
      expect((await browser.fetch('/auth/logout', signOut)).status).toBe(303);
      expect(await signedIn(browser)).toBe('UNAUTHENTICATED');
    });

    it('sign-ins are limited by the real client address, whatever a header claims', async () => {
      const begin = async (address: string, headers: Record<string, string> = {}): Promise<number> =>
        (await client(address).fetch('/auth/spotify', { headers })).status;
      const statuses: number[] = [];
      for (const forgedAddress of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4']) {
        const forged = {
          'x-forwarded-for': forgedAddress,
          'x-real-ip': forgedAddress,
          forwarded: `for=${forgedAddress}`,
        };
        statuses.push(await begin('127.0.0.3', forged));
      }
      expect(statuses).toEqual([302, 302, 302, 429]);
      expect(await begin('127.0.0.4')).toBe(302);
    });

    it('/metrics is not reachable in any notation', async () => {
      const stranger = client('127.0.0.5');
      for (const path of ['/metrics', '/metrics/', '/METRICS', '/%6detrics']) {
        expect([path, (await stranger.fetch(path)).status]).toEqual([path, 404]);
      }
    });

    it('an import streams to the API, which rejects one that is too large itself', async () => {
      const browser = client('127.0.0.6');
      await browser.signIn('demo_02');
      const way = production.wayFrom('127.0.0.6', proxy);
      const sent = way.begin('POST', '/import', { ...NDJSON, cookie: browser.cookie });
      sent.write(`${JSON.stringify({ type: 'profile', displayName: null, timezone: 'Europe/Berlin' })}\n`);
      await untilUploading(browser);
      const artists = Array.from({ length: ARTISTS }, (_, index) => artistLine(index));
      const rest = [...artists, JSON.stringify(LAST_LINE)].join('\n');
      expect(rest.length).toBeGreaterThan(MIB);
      sent.end(rest);
      const answer = await responseTo(sent);
      expect([answer.status, await answer.json()]).toMatchObject([200, { snapshots: { added: 1 } }]);

      const length = { 'content-length': 128 * MIB + 1 };
      const large = way.begin('POST', '/import', { ...NDJSON, ...length, cookie: browser.cookie });
      // Caddy passes an answer on only while the client keeps sending, as clients do.
      large.on('error', () => undefined).write(Buffer.alloc(16 * MIB, '\n'));
      const refusal = await responseTo(large);
      expect([refusal.status, await refusal.text()]).toEqual([
        413,
        expect.stringContaining('larger than 128 MiB'),
      ]);
      large.destroy();

      const exported = await (await browser.fetch('/export')).text();
      expect(exported.split('\n')[0]).toContain('"type":"profile"');
      const page = await browser.fetch('/privacy', { headers: { 'accept-encoding': 'gzip' } });
      expect([page.status, page.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    });

    it('the log of the proxy has no authorization code, no query and no link of a share', async () => {
      const stranger = client('127.0.0.10');
      await stranger.fetch('/auth/spotify/callback?code=a-code-of-spotify&state=a-state');
      for (const path of ['/s/a-link', '/S/a-link/feed.atom?a-page']) await stranger.fetch(path);
      await stranger.fetch('/graphql?query={a-question}', {
        headers: { referer: `${PUBLIC_URL}/a-page?of=theirs` },
      });
      const log = (): string => proxy.log().join('\n');
      await until(() => log().includes('/graphql'), 'the log has the last request');
      expect(log()).toContain('/auth/spotify/callback');
      expect(log()).toMatch(/\/s\/-?\/feed\.atom/i);
      expect(log()).not.toMatch(/a-code|a-state|a-question|a-page|a-link/);
    });
  });
}

function artistId(index: number): string {
  return String(index).padStart(22, '0');
}

function artistLine(index: number): string {
  const name = `Artist ${index}`.padEnd(500);
  return JSON.stringify({ type: 'artist', id: artistId(index), name, imageUrl: null });
}

const LAST_LINE = {
  type: 'snapshot',
  range: 'SHORT_TERM',
  day: '2026-01-02',
  takenAt: '2026-01-02T05:12:00Z',
  complete: false,
  artists: [artistId(0), artistId(ARTISTS - 1)],
};
