import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { signedIn } from './signed-in.js';

const stage = setStage();

async function tokenCalls(): Promise<number> {
  return (await stage.control.requests()).filter(({ path }) => path === '/api/token').length;
}

describe('a sign-in that fails', () => {
  async function page(response: Response): Promise<{ status: number; text: string }> {
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(text).not.toMatch(/\bat .*\.[jt]s:\d+/);
    expect(await signedIn(stage.client)).toBe('UNAUTHENTICATED');
    return { status: response.status, text };
  }

  it.each([
    ['missing', (url: URL) => url.searchParams.delete('state')],
    ['foreign', (url: URL) => url.searchParams.set('state', 'x'.repeat(32))],
    ['given twice', (url: URL) => url.searchParams.append('state', 'y')],
    ['there, but no code', (url: URL) => url.searchParams.delete('code')],
  ])('a state that is %s shows a page and requests no token', async (_, spoil) => {
    const url = new URL(await stage.client.consent('demo_01'));
    spoil(url);
    const { status, text } = await page(await stage.client.fetch(url.href));
    expect([status, await tokenCalls()]).toEqual([403, 0]);
    expect(text).toContain('This sign-in link has expired');
  });

  it('a state of another browser, a used one, and one older than ten minutes', async () => {
    const url = await stage.client.consent('demo_01');
    expect((await page(await stage.instance.client(stage.api).fetch(url))).status).toBe(403);
    expect(await tokenCalls()).toBe(0);

    await stage.instance.advanceClock(601);
    expect((await page(await stage.client.fetch(url))).status).toBe(403);
    expect(await tokenCalls()).toBe(0);

    const second = await stage.client.consent('demo_01');
    await stage.control.setFault({ endpoint: 'token', fault: 'server-error', times: 1 });
    expect((await page(await stage.client.fetch(second))).status).toBe(502);
    expect((await page(await stage.client.fetch(second))).status).toBe(403);
    expect(await tokenCalls()).toBe(1);
  });

  it('a cancelled sign-in shows a page without a status code and requests no token', async () => {
    const { status, text } = await page(
      await stage.client.fetch(await stage.client.consent('demo_01', '', 'deny')),
    );
    expect(status).toBe(403);
    expect(text).toContain('You cancelled the sign-in');
    expect(text).not.toContain('403');
    expect(await tokenCalls()).toBe(0);
  });

  it('a forged refusal without a sign-in cookie', async () => {
    const { text } = await page(
      await stage.client.fetch('/auth/spotify/callback?error=access_denied&state=whatever'),
    );
    expect(text).toContain('Your browser sent no sign-in cookie');
  });

  it('an error of Spotify in the callback', async () => {
    await stage.control.setFault({ endpoint: 'authorize', fault: 'authorize-error', times: 1 });
    const location = (await fetch(await stage.client.beginSignIn(), { redirect: 'manual' })).headers.get(
      'location',
    );
    const { status, text } = await page(await stage.client.fetch(location ?? ''));
    expect(status).toBe(502);
    expect(text).toContain('Spotify could not sign you in');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/%2fevil.example'])(
    'a returnTo of %s',
    async (returnTo) => {
      const response = await stage.client.fetch(`/auth/spotify?returnTo=${encodeURIComponent(returnTo)}`);
      const { status, text } = await page(response);
      expect(status).toBe(400);
      expect(text).not.toContain('evil.example');
    },
  );

  it.each([
    ['token', 'invalid-client', 500, 'SPOTIFY_CLIENT_SECRET'],
    ['token', 'false-invalid-grant', 403, 'did not accept the sign-in'],
    ['token', 'html-200', 502, 'is not available'],
    ['token', 'truncated', 502, 'is not available'],
    ['token', 'server-error', 502, 'is not available'],
    ['token', 'reset', 502, 'is not available'],
    ['token', 'huge-body', 502, 'is not available'],
    ['token', 'hang', 502, 'is not available'],
    ['token', 'slow-body', 502, 'is not available'],
    ['token', { kind: 'nulls', where: 'required' }, 502, 'is not available'],
    ['me', 'not-registered', 403, 'User Management'],
    ['me', 'premium-missing', 403, 'Premium'],
    ['me', 'scope-missing', 403, 'Sign in again'],
    ['me', 'html-200', 502, 'is not available'],
    ['me', 'unauthorized', 502, 'is not available'],
    ['me', 'hang', 502, 'is not available'],
    ['me', 'slow-body', 502, 'is not available'],
    ['me', 'truncated', 502, 'is not available'],
    ['me', 'server-error', 502, 'is not available'],
    ['me', 'reset', 502, 'is not available'],
    ['me', 'huge-body', 502, 'is not available'],
    ['me', { kind: 'nulls', where: 'required' }, 502, 'is not available'],
  ] as const)('%s: %j', async (endpoint, fault, expected, words) => {
    await stage.control.setFault({ endpoint, fault, times: 2 });
    const { status, text } = await page(await stage.client.fetch(await stage.client.consent('demo_01')));
    expect(status).toBe(expected);
    expect(text).toContain(words);
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toEqual([]);
  });

  it('while Spotify limits requests, sign-in shows a page with the waiting time and skips the consent page', async () => {
    await stage.control.setFault({
      endpoint: 'me',
      fault: { kind: 'rate-limited', retryAfter: 40 },
      times: 1,
    });
    const { status } = await page(await stage.client.signIn());
    expect(status).toBe(503);
    const response = await stage.client.fetch('/auth/spotify');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(30);
    expect(await response.text()).toContain('Spotify is limiting requests');
  });
});
