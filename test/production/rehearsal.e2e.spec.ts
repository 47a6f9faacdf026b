import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mint, refusal, revoke } from '../api/minting.js';
import { signedIn } from '../api/signed-in.js';
import { describeBehindNginx } from './describe-behind-nginx.js';
import { Production, PUBLIC_URL } from './production.js';
import { HOST } from './reverse-proxy.js';

jest.setTimeout(600_000);

describeBehindNginx('clients behind a reverse proxy', () => {
  let production: Production;
  beforeAll(async () => {
    production = await Production.start({ settings: { SIGN_INS_PER_MINUTE: '3' } });
  });
  afterAll(() => production?.stop());

  it('are redirected from http to https', async () => {
    const port = production.proxy.httpPort;
    const sent = request({ host: '127.0.0.1', port, path: '/privacy?a=b', headers: { host: HOST } }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    expect([response.statusCode, response.headers.location]).toEqual([308, `${PUBLIC_URL}/privacy?a=b`]);
  });

  it('connect with HTTP/2 over TLS 1.3', async () => {
    const { httpsPort: port, certificate: ca } = production.proxy;
    const names = { servername: HOST, ALPNProtocols: ['h2', 'http/1.1'] };
    const socket = connect({ host: '127.0.0.1', port, ca, ...names });
    await once(socket, 'secureConnect');
    expect([socket.alpnProtocol, socket.getProtocol()]).toEqual(['h2', 'TLSv1.3']);
    socket.destroy();
  });

  it('sign in with a cookie for https and this host only, and sign out', async () => {
    const browser = production.client('127.0.0.2');
    const back = await browser.signIn('demo_01', '?returnTo=/graphiql');
    expect([back.status, back.headers.get('location')]).toEqual([303, '/graphiql']);
    const [ended = '', cookie = '', ...others] = back.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(ended).toMatch(/^__Host-headliner-sign-in-[\w-]+=; Path=\/; Expires=Thu, 01 Jan 1970 .*; Secure;/);
    expect(cookie).toMatch(/^__Host-headliner=[^;]+;/);
    expect(cookie.split('; ').slice(1).sort()).toEqual([
      expect.stringMatching(/^Expires=/),
      ...['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'],
    ]);
    expect(back.headers.get('strict-transport-security')).toContain('max-age=');
    expect(await signedIn(browser)).toMatchObject({ displayName: 'Demo Listener' });

    const signOut = { method: 'POST', headers: { origin: PUBLIC_URL } };
    expect((await browser.fetch('/auth/logout', signOut)).status).toBe(303);
    expect(await signedIn(browser)).toBe('UNAUTHENTICATED');
  });

  it('are rate-limited by their real address, for both APIs together, with any forwarding headers', async () => {
    const begin = async (address: string, headers: Record<string, string> = {}): Promise<number> =>
      (await production.client(address).fetch('/auth/spotify', { headers })).status;
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
    const apis = production.proxy.log().map((line) => / to 127\.0\.0\.1:(\d+): /.exec(line)?.[1]);
    expect(apis).toEqual(expect.arrayContaining(production.apis.map(({ port }) => String(port))));
  });

  it('create access tokens that both APIs reject within a second of revocation', async () => {
    const browser = production.client('127.0.0.5');
    await browser.signIn('demo_02');
    const { secret, accessToken } = await mint(browser);
    const programs = production.apis.map((api) => production.clientAt(api));
    programs.push(production.client('127.0.0.6'));
    for (const program of programs) {
      program.authorization = `Bearer ${secret}`;
      expect(await signedIn(program)).toEqual(await signedIn(browser));
    }
    const [first] = production.apis;
    if (!first) throw new Error('there is no API');
    const atFirst = production.clientAt(first);
    atFirst.plant(browser.cookie);
    expect((await revoke(atFirst, accessToken.id)).errors).toBeUndefined();
    await delay(1_000);
    for (const program of programs) {
      expect(refusal(await program.graphql('{ viewer { id } }'))).toMatch(/^UNAUTHENTICATED: /);
    }
  });

  it('cannot read the metrics, by any spelling of the path', async () => {
    const stranger = production.client('127.0.0.7');
    for (const path of ['/metrics', '/metrics/', '/METRICS', '/%6detrics']) {
      expect([path, (await stranger.fetch(path)).status]).toEqual([path, 404]);
    }
  });

  it('leave no authorization code, no query and no link of a share in the log of the proxy', async () => {
    const stranger = production.client('127.0.0.8');
    await stranger.fetch('/auth/spotify/callback?code=a-code-of-spotify&state=a-state');
    for (const path of ['/s/a-link', '/S/a-link/feed.atom?a-page']) await stranger.fetch(path);
    await stranger.fetch('/graphql?query={a-question}', {
      headers: { referer: `${PUBLIC_URL}/a-page?of=theirs` },
    });
    const log = production.proxy.log().join('\n');
    expect(log).toContain('"GET /auth/spotify/callback HTTP/1.1" 403');
    expect(log).toContain('"GET /s/-/feed.atom HTTP/1.1" 404');
    expect(log).not.toMatch(/[?]|a-code|a-state|a-question|a-page|a-link/);
  });
});
