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
  test('names the simulator, loads no resources or scripts, and lists every demo listener', async () => {
    const response = await get();
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Spotify simulator, demo');
    expect(page).not.toMatch(/<script|<img|https?:\/\/(?!127\.0\.0\.1:4321)/);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect([...page.matchAll(/type="radio"/g)]).toHaveLength(7);
    expect(page).toMatch(/value="demo_01" checked/);
  });

  test('redirects with a valid code and the state after Allow', async () => {
    const answer = await submit(await (await get()).text(), 'allow', 'demo_03');
    expect(answer.status).toBe(302);
    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(REDIRECT_URI);
    expect([...back.searchParams.keys()].sort()).toEqual(['code', 'state']);
    expect(back.searchParams.get('state')).toBe('st/at&e');
    expect((await exchange(simulator, back.searchParams.get('code') ?? '', pkce)).status).toBe(200);
  });

  test('redirects with access_denied and the state after Cancel, without a cookie', async () => {
    const answer = await submit(await (await get()).text(), 'deny');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`${REDIRECT_URI}?error=access_denied&state=st%2Fat%26e`);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('preselects the requested listener', async () => {
    expect(await (await get({ listener: 'demo_04' })).text()).toMatch(/value="demo_04" checked/);
    expect(await (await get({ listener: 'listener_17' })).text()).toMatch(/value="listener_17" checked/);
    expect((await get({ listener: 'unknown' })).status).toBe(400);
  });

  test('escapes the parameters of the request', async () => {
    const page = await (await get({ state: '"><script>alert(1)</script>' })).text();
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });
});

describe('silent re-approval', () => {
  async function approvedCookie(): Promise<string> {
    return cookieOf(await submit(await (await get()).text(), 'allow', 'demo_02'));
  }

  test('redirects a browser that approved before, as the same listener', async () => {
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
  ])('asks for consent again for %s', async (_what, more) => {
    expect((await get(more, await approvedCookie())).status).toBe(200);
  });

  test('asks for consent again after the listener revoked access', async () => {
    const cookie = await approvedCookie();
    await simulator.control.revokeGrant('demo_02');
    expect((await get({}, cookie)).status).toBe(200);
  });

  test('sets a cookie for its own path only, hidden from scripts', async () => {
    const answer = await submit(await (await get()).text(), 'allow');
    expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/authorize; HttpOnly; SameSite=Lax/);
  });
});

describe('an invalid authorization request', () => {
  test.each([
    ['a wrong client', { client_id: 'another-app' }, 'INVALID_CLIENT: Invalid client'],
    ['a wrong redirect URI', { redirect_uri: 'http://127.0.0.1:4321/elsewhere' }, 'Invalid redirect URI'],
    ['localhost', { redirect_uri: 'http://localhost:4321/auth/spotify/callback' }, 'Invalid redirect URI'],
  ])('with %s gets an error page and no redirect', async (_what, more, message) => {
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
    ['a challenge that is not a SHA-256', { code_challenge: 'short' }, 'invalid_request'],
    ['an impossible scope', { scope: 'User Top' }, 'invalid_scope'],
  ])('with %s redirects to the app with an error and the state', async (_what, more, error) => {
    const back = new URL((await get(more)).headers.get('location') ?? '');
    expect(back.searchParams.get('error')).toBe(error);
    expect(back.searchParams.get('state')).toBe('st/at&e');
  });

  test('with a repeated parameter is rejected', async () => {
    const response = await fetch(`${authorizeUrl(simulator, pkce)}&state=again`, { redirect: 'manual' });
    expect(response.status).toBe(400);
  });
});
