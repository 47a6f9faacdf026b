import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicAddress, readEnvironment } from '#runtime';
import { welcomeMessage } from '../../apps/standalone/src/terminal.js';
import { freePort } from '../support/free-port.js';
import { standaloneEnv } from '../../apps/standalone/src/standalone.env.js';
import { Instance, spawnProcess } from '../support/index.js';
import { untilReady } from '../support/our-process.js';

let instance: Instance;
beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => instance?.close());

/** What the terminal of `npm start` shows with these settings. */
function printed(settings: Readonly<Record<string, string>>): { address: string; redirectUri: string } {
  const address = publicAddress(readEnvironment(standaloneEnv, settings));
  const text = welcomeMessage({ mode: 'real', address, dataDirectory: '/data' });
  const shown = (label: string): string => new RegExp(`${label} +(\\S+)`).exec(text)?.[1] ?? '';
  return { address: shown('Open'), redirectUri: shown('Redirect URI') };
}

/** The redirect URI that the API sends to Spotify; it is asked at `origin`. */
async function sent(origin: string, settings: Readonly<Record<string, string>>): Promise<string | null> {
  const api = spawnProcess('api', origin, { ...instance.settings, ...settings });
  try {
    await untilReady(api, `${origin}/health/ready`);
    const { headers } = await fetch(`${origin}/auth/spotify`, { redirect: 'manual' });
    return new URL(headers.get('location') ?? '').searchParams.get('redirect_uri');
  } finally {
    await api.stop();
  }
}

describe('the redirect URI that is printed is the one that is sent', () => {
  it.each(['https://CHARTS.Example.ORG:443/', 'https://b\u00fccher.example:8443', 'http://127.0.0.1:80'])(
    'with PUBLIC_URL=%s',
    async (PUBLIC_URL) => {
      const PORT = String(await freePort());
      const settings = { PUBLIC_URL, PORT };
      expect(await sent(`http://127.0.0.1:${PORT}`, settings)).toBe(printed(settings).redirectUri);
    },
  );

  it.each(['0.0.0.0', '::1', 'localhost'])('and the printed address answers with HOST=%s', async (HOST) => {
    const settings = { HOST, PORT: String(await freePort()) };
    const { address, redirectUri } = printed(settings);
    expect(await sent(address, settings)).toBe(redirectUri);
  });
});

it('an API that people cannot reach over loopback asks for PUBLIC_URL', async () => {
  const api = spawnProcess('api', '', { ...instance.settings, HOST: '192.0.2.7' });
  expect((await api.ended).code).toBe(1);
  expect(api.logs).toContain('  PUBLIC_URL: missing; HOST is neither loopback nor 0.0.0.0 or ::');
  expect(api.logs).not.toMatch(/^ +at /m);
});

it('an API on port 80 takes its own pages for its own', async () => {
  const settings = { PUBLIC_URL: 'http://127.0.0.1:80', PORT: String(await freePort()) };
  const api = await instance.startApi(settings);
  const headers = { origin: 'http://127.0.0.1', 'sec-fetch-site': 'same-origin' };
  const { status } = await fetch(`${api.url}/auth/logout`, { method: 'POST', headers, redirect: 'manual' });
  expect(status).toBeLessThan(400);
  await api.stop();
});
