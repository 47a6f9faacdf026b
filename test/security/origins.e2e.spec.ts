import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { signedIn } from '../api/signed-in.js';
import { setStage } from '../support/index.js';

const HTTPS = 'https://charts.example.org';
const stage = setStage();

describe('addresses', () => {
  const LIES = {
    host: 'evil.example',
    forwarded: 'host=evil.example;proto=http;for=192.0.2.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '81',
    'x-forwarded-prefix': '/evil.example',
    'x-forwarded-for': '192.0.2.1',
    'x-original-url': 'https://evil.example/',
    'x-rewrite-url': '/evil.example',
    origin: 'https://evil.example',
    referer: 'https://evil.example/',
  };

  /** With Node's own client, since others do not let anybody choose the host. */
  function ask(url: string): Promise<{ text: string; location: string }> {
    return new Promise((resolve, reject) => {
      const asked = request(url, { headers: LIES }, (response) => {
        let text = JSON.stringify(response.headers);
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ text, location: response.headers.location ?? '' }));
      });
      asked.on('error', reject).end();
    });
  }

  it('come from the settings, whatever a request says', async () => {
    const secure = await stage.instance.startApi({ PUBLIC_URL: HTTPS, TRUSTED_PROXIES: '1' });
    for (const [api, publicUrl] of [
      [stage.api, stage.api.url],
      [secure, HTTPS],
    ] as const) {
      const { location } = await ask(`${api.url}/auth/spotify`);
      expect(new URL(location).searchParams.get('redirect_uri')).toBe(`${publicUrl}/auth/spotify/callback`);
      const query = encodeURIComponent('{ viewer { connection { reconnectUrl } } }');
      const paths = [
        '/',
        '/privacy',
        '/account/delete',
        '/auth/spotify/callback',
        '/export',
        `/graphql?query=${query}`,
        '/nowhere',
      ];
      const answers = await Promise.all(paths.map((path) => ask(`${api.url}${path}`)));
      for (const { text } of answers) expect(text).not.toContain('evil.example');
      expect(answers[4]?.text).toContain(`${publicUrl}/auth/spotify`);
    }
    await secure.stop();
  });
});

describe('signing out', () => {
  it.each([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['the same host by https', (own: string) => ({ origin: own.replace('http:', 'https:') })],
    ['a sandboxed page', { origin: 'null' }],
    ['a page of another site, without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    [
      'a form whose origin is right and whose site is not',
      (own: string) => ({ origin: own, 'sec-fetch-site': 'cross-site' }),
    ],
    [
      'a form whose site is right and whose origin is not',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ],
  ])('is refused to %s', async (_, given) => {
    await stage.client.signIn();
    const headers = z
      .record(z.string(), z.string())
      .parse(typeof given === 'function' ? given(stage.api.url) : given);
    const response = await stage.client.fetch('/auth/logout', { method: 'POST', headers });
    expect(response.status).toBe(403);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('is not done by %s', async (method) => {
    await stage.client.signIn();
    expect((await stage.client.fetch('/auth/logout', { method })).status).toBe(404);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
  });
});
