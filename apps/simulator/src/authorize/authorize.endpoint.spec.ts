import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { authorizeUrl, exchange, newPkce, REDIRECT_URI } from '../client.fixture.js';
import { startSimulator, type Simulator } from '../start-simulator.js';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.control.reset());

const pkce = newPkce();
const get = (more: Record<string, string> = {}, cookie = ''): Promise<Response> =>
  fetch(authorizeUrl(simulator, pkce, more), { redirect: 'manual', headers: { cookie } });

/** Sends the form of a consent page, as a browser would. */
async function submit(page: string, pressed: string, listener?: string): Promise<Response> {
  const unescape = (text: string): string =>
    text.replace(/&(amp|quot|lt|gt|#39);/g, (_all, name: string) =>
      name === 'amp' ? '&' : name === 'quot' ? '"' : name === 'lt' ? '<' : name === 'gt' ? '>' : "'",
    );
  const fields = new URLSearchParams({ decision: pressed });
  for (const [, name = '', value = ''] of page.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    fields.append(unescape(name), unescape(value));
  }
  const checked = /name="listener" value="([^"]*)" checked/.exec(page)?.[1] ?? '';
  fields.append('listener', listener ?? checked);
  const action = /action="([^"]*)"/.exec(page)?.[1] ?? '';
  return fetch(new URL(action, simulator.url), { method: 'POST', body: fields, redirect: 'manual' });
}

const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('the consent page', () => {
  test('says what it is, loads nothing, runs nothing, and offers every demo listener', async () => {
    const response = await get();
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Simulated Spotify, demo');
    expect(page).not.toMatch(/<script|<img|https?:\/\/(?!127\.0\.0\.1:4321)/);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect([...page.matchAll(/type="radio"/g)]).toHaveLength(7);
    expect(page).toMatch(/value="demo_01" checked/);
  });

  test('allow leads back with code and state, and the code is good', async () => {
    const answer = await submit(await (await get()).text(), 'allow', 'demo_03');
    expect(answer.status).toBe(302);
    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(REDIRECT_URI);
    expect([...back.searchParams.keys()].sort()).toEqual(['code', 'state']);
    expect(back.searchParams.get('state')).toBe('st/at&e');
    expect((await exchange(simulator, back.searchParams.get('code') ?? '', pkce)).status).toBe(200);
  });

  test('cancel leads back with access_denied and state, and sets no cookie', async () => {
    const answer = await submit(await (await get()).text(), 'deny');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`${REDIRECT_URI}?error=access_denied&state=st%2Fat%26e`);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('preselects the listener asked for, one of the crowd too', async () => {
    expect(await (await get({ listener: 'demo_04' })).text()).toMatch(/value="demo_04" checked/);
    expect(await (await get({ listener: 'listener_17' })).text()).toMatch(/value="listener_17" checked/);
    expect((await get({ listener: 'nobody' })).status).toBe(400);
  });

  test('escapes what the request brings along', async () => {
    const page = await (await get({ state: '"><script>alert(1)</script>' })).text();
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });
});

describe('silent re-approval', () => {
  async function approvedCookie(): Promise<string> {
    return cookieOf(await submit(await (await get()).text(), 'allow', 'demo_02'));
  }

  test('a browser that approved is sent straight back, as the same listener', async () => {
    const again = await get({}, await approvedCookie());
    expect(again.status).toBe(302);
    const code = new URL(again.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { body } = await exchange(simulator, code, pkce);
    const me = await fetch(`${simulator.url}/v1/me`, {
      headers: { authorization: `Bearer ${String(body['access_token'])}` },
    });
    expect(await me.json()).toMatchObject({ id: 'demo_02' });
  });

  test.each([
    ['show_dialog', { show_dialog: 'true' }],
    ['another listener', { listener: 'demo_01' }],
    ['more scopes', { scope: 'user-top-read user-read-email' }],
  ])('asks again for %s', async (_what, more) => {
    expect((await get(more, await approvedCookie())).status).toBe(200);
  });

  test('asks again after the listener took the access away', async () => {
    const cookie = await approvedCookie();
    await simulator.control.revokeGrant('demo_02');
    expect((await get({}, cookie)).status).toBe(200);
  });

  test('the cookie stays on this page and away from scripts', async () => {
    const answer = await submit(await (await get()).text(), 'allow');
    expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/authorize; HttpOnly; SameSite=Lax/);
  });
});

describe('a request that does not fit', () => {
  test.each([
    ['a wrong client', { client_id: 'someone-else' }, 'INVALID_CLIENT: Invalid client'],
    ['a wrong redirect URI', { redirect_uri: 'http://127.0.0.1:4321/elsewhere' }, 'Invalid redirect URI'],
    ['localhost', { redirect_uri: 'http://localhost:4321/auth/spotify/callback' }, 'Invalid redirect URI'],
  ])('%s is told on a page, and nobody is sent back', async (_what, more, message) => {
    for (const response of [
      await get(more),
      await fetch(authorizeUrl(simulator, pkce, more).replace('?', '/decision?'), {
        method: 'POST',
        body: new URLSearchParams({ decision: 'allow' }),
        redirect: 'manual',
      }),
    ]) {
      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
      expect(await response.text()).toContain(message);
    }
  });

  test.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, 'invalid_request'],
    ['a scope that cannot be', { scope: 'User Top' }, 'invalid_scope'],
  ])('%s is told to the app, with its state', async (_what, more, error) => {
    const back = new URL((await get(more)).headers.get('location') ?? '');
    expect(back.searchParams.get('error')).toBe(error);
    expect(back.searchParams.get('state')).toBe('st/at&e');
  });

  test('a parameter that comes twice is refused', async () => {
    const response = await fetch(`${authorizeUrl(simulator, pkce)}&state=again`, { redirect: 'manual' });
    expect(response.status).toBe(400);
  });
});
