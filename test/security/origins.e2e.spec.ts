import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { signedIn } from '../api/signed-in.js';
import { type OurProcess, setStage } from '../support/index.js';

const HTTPS = 'https://charts.example.org';
const stage = setStage();

/** An API behind a proxy that terminates TLS; the proxy itself is left out. */
let secure: OurProcess;
beforeAll(async () => {
  secure = await stage.instance.startApi({ PUBLIC_URL: HTTPS, TRUSTED_PROXIES: '1' });
});
afterAll(() => secure?.stop());

describe('URLs in responses', () => {
  const FORGED_HEADERS = {
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

  /** Uses `node:http`, because `fetch` does not allow a Host header. */
  function sendForged(url: string): Promise<{ text: string; location: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { headers: FORGED_HEADERS }, (response) => {
        let text = JSON.stringify(response.headers);
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ text, location: response.headers.location ?? '' }));
      });
      sent.on('error', reject).end();
    });
  }

  it('are built from PUBLIC_URL, not from the headers of a request', async () => {
    for (const [api, publicUrl] of [
      [stage.api, stage.api.url],
      [secure, HTTPS],
    ] as const) {
      const { location } = await sendForged(`${api.url}/auth/spotify`);
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
      const answers = await Promise.all(paths.map((path) => sendForged(`${api.url}${path}`)));
      for (const { text } of answers) expect(text).not.toContain('evil.example');
      expect(answers[4]?.text).toContain(`${publicUrl}/auth/spotify`);
    }
  });
});

describe('a page of another site that reaches this machine by DNS rebinding', () => {
  let worker: OurProcess;
  beforeAll(async () => {
    worker = await stage.instance.startWorker();
  });
  afterAll(() => worker?.stop());

  /** Returns the status of a request with this host name and the port of `url`. */
  async function status(url: string, name: string): Promise<number | undefined> {
    const sent = request(url, { headers: { host: `${name}:${new URL(url).port}` } }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  it.each([
    ['the metrics of the API', () => `${stage.api.url}/metrics`, 200],
    ['the metrics of the worker', () => `${worker.url}/metrics`, 200],
    ['the health of the worker', () => `${worker.url}/health/ready`, 200],
    ['the simulator’s control interface', () => `${stage.instance.simulator.url}/_control/requests`, 200],
    ['the simulator’s consent page', () => `${stage.instance.simulator.url}/authorize`, 400],
    ['the simulator’s API', () => `${stage.instance.simulator.url}/v1/me`, 401],
  ])('does not reach %s', async (_, url, allowed) => {
    for (const name of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.7'])
      expect([name, await status(url(), name)]).toEqual([name, 403]);
    for (const name of ['127.0.0.1', 'localhost'])
      expect([name, await status(url(), name)]).toEqual([name, allowed]);
  });

  it('does not read metrics with the host name of the instance, which a local proxy sends', async () => {
    expect(await status(`${secure.url}/metrics`, 'charts.example.org')).toBe(403);
    expect(await status(`${secure.url}/health/ready`, 'charts.example.org')).toBe(200);
  });
});

describe('signing out', () => {
  it.each([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['the same host by https', (own: string) => ({ origin: own.replace('http:', 'https:') })],
    ['a sandboxed page', { origin: 'null' }],
    ['a page of another site, without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a page of the same site on another host', { 'sec-fetch-site': 'same-site' }],
    [
      'a form with the right origin and the wrong site',
      (own: string) => ({ origin: own, 'sec-fetch-site': 'cross-site' }),
    ],
    [
      'a form with the right site and the wrong origin',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ],
  ])('is refused to %s', async (_, headersOf) => {
    await stage.client.signIn();
    const headers = z
      .record(z.string(), z.string())
      .parse(typeof headersOf === 'function' ? headersOf(stage.api.url) : headersOf);
    const response = await stage.client.fetch('/auth/logout', { method: 'POST', headers });
    expect(response.status).toBe(403);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('is not possible by %s', async (method) => {
    await stage.client.signIn();
    expect((await stage.client.fetch('/auth/logout', { method })).status).toBe(404);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
  });
});
