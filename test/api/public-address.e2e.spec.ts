import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicAddress, readEnvironment } from '#runtime';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { ApiSettings } from '../../apps/api/src/settings/api-settings.js';
import { welcomeMessage } from '../../apps/standalone/src/terminal.js';
import { standaloneEnv } from '../../apps/standalone/src/standalone.env.js';
import { freePort } from '../support/free-port.js';
import { Instance, spawnProcess } from '../support/index.js';
import { untilReady } from '../support/our-process.js';

let instance: Instance;
beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => instance?.close());

/** Reads the addresses that the terminal of `npm start` shows with these settings. */
function printed(settings: Readonly<Record<string, string>>): { address: string; redirectUri: string } {
  const address = publicAddress(readEnvironment(standaloneEnv, settings));
  const text = welcomeMessage({ mode: 'real', address, dataDirectory: '/data' });
  const shown = (label: string): string => new RegExp(`${label} +(\\S+)`).exec(text)?.[1] ?? '';
  return { address: shown('Open'), redirectUri: shown('Redirect URI') };
}

/** Starts an API that is reached at `origin`, reads the redirect URI that it sends to Spotify, and runs the check. */
async function sent(
  origin: string,
  settings: Readonly<Record<string, string>>,
  check: () => Promise<void> = async () => undefined,
): Promise<string | null> {
  const api = spawnProcess('api', origin, { ...instance.settings, ...settings });
  try {
    await untilReady(api, `${origin}/health/ready`);
    await check();
    const { headers } = await fetch(`${origin}/auth/spotify`, { redirect: 'manual' });
    return new URL(headers.get('location') ?? '').searchParams.get('redirect_uri');
  } finally {
    await api.stop();
  }
}

describe('the redirect URI that npm start prints', () => {
  it('is the one that the API sends with PUBLIC_URL=http://127.0.0.1:80, whose pages may sign out', async () => {
    const PORT = String(await freePort());
    const settings = { PUBLIC_URL: 'http://127.0.0.1:80', PORT };
    const origin = `http://127.0.0.1:${PORT}`;
    const signOut = async (): Promise<void> => {
      const headers = { origin: 'http://127.0.0.1', 'sec-fetch-site': 'same-origin' };
      const { status } = await fetch(`${origin}/auth/logout`, {
        method: 'POST',
        headers,
        redirect: 'manual',
      });
      expect(status).toBeLessThan(400);
    };
    expect(await sent(origin, settings, signOut)).toBe(printed(settings).redirectUri);
  });

  it('is the one that the API sends with HOST=::1, at an address that answers', async () => {
    const settings = { HOST: '::1', PORT: String(await freePort()) };
    const { address, redirectUri } = printed(settings);
    expect(await sent(address, settings)).toBe(redirectUri);
  });

  it.each([
    { PUBLIC_URL: 'https://CHARTS.Example.ORG:443/' },
    { PUBLIC_URL: 'https://b\u00fccher.example:8443' },
    { HOST: '0.0.0.0' },
    { HOST: 'localhost' },
  ])('is the one that the API is configured with: %j', (settings) => {
    const api = new ApiSettings(readEnvironment(apiEnv, { ...instance.settings, ...settings }));
    expect(api.redirectUri).toBe(printed(settings).redirectUri);
  });
});
