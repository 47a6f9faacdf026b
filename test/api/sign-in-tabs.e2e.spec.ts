import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OurProcess, setStage } from '../support/index.js';
import { signedIn } from './signed-in.js';

const stage = setStage();

async function tokenCalls(): Promise<number> {
  return (await stage.control.requests()).filter(({ path }) => path === '/api/token').length;
}

/** Returns where a response redirects to, or its status and text. */
async function outcome(response: Response): Promise<string> {
  return response.headers.get('location') ?? `${response.status} ${await response.text()}`;
}

describe('several sign-ins of one browser', () => {
  it.each([
    ['the first tab first', ['/trends', '/year']],
    ['the last tab first', ['/year', '/trends']],
  ])('that started in two tabs all finish, %s, each at its own returnTo', async (_, order) => {
    const callbacks = new Map<string, string>();
    for (const path of ['/trends', '/year'])
      callbacks.set(path, await stage.client.consent('demo_01', `?returnTo=${path}`));
    for (const path of order)
      expect(await outcome(await stage.client.fetch(callbacks.get(path) ?? ''))).toBe(path);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
    expect(await tokenCalls()).toBe(2);
    expect(await stage.instance.sql('SELECT 1 FROM session')).toHaveLength(1);
  });

  it('that start and finish at the same time, before the browser has a cookie, all finish', async () => {
    const paths = ['/trends', '/year', '/events'];
    const callbacks = await Promise.all(
      paths.map((path) => stage.client.consent('demo_01', `?returnTo=${path}`)),
    );
    const answers = await Promise.all(callbacks.map((callback) => stage.client.fetch(callback)));
    expect(await Promise.all(answers.map(outcome))).toEqual(paths);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
  });

  it('that started before and after another sign-in all finish after a sign-out', async () => {
    const early = await stage.client.consent('demo_01', '?returnTo=/trends');
    await stage.client.signIn('demo_02');
    const late = await stage.client.consent('demo_01', '?returnTo=/year');
    const headers = { origin: stage.client.origin };
    expect((await stage.client.fetch('/auth/logout', { method: 'POST', headers })).status).toBe(303);
    expect(await outcome(await stage.client.fetch(early))).toBe('/trends');
    expect(await outcome(await stage.client.fetch(late))).toBe('/year');
  });

  it('are limited to five: a sixth replaces the oldest', async () => {
    const callbacks: string[] = [];
    for (let index = 0; index < 6; index += 1) callbacks.push(await stage.client.consent('demo_01'));
    expect(stage.client.cookie.match(/-sign-in-/g)).toHaveLength(5);
    const statuses: number[] = [];
    for (const callback of callbacks) statuses.push((await stage.client.fetch(callback)).status);
    expect(statuses).toEqual([403, 303, 303, 303, 303, 303]);
    expect(stage.client.cookie).not.toContain('-sign-in-');
  });

  it('expire after ten minutes by the clock of PostgreSQL', async () => {
    const callbacks = [await stage.client.consent('demo_01'), await stage.client.consent('demo_01')];
    await stage.instance.setClock(new Date(Date.now() + 590_000));
    expect((await stage.client.fetch(callbacks[0] ?? '')).status).toBe(303);
    await stage.instance.setClock(new Date(Date.now() + 610_000));
    expect((await stage.client.fetch(callbacks[1] ?? '')).status).toBe(403);
    expect(await tokenCalls()).toBe(1);
  });
});

describe('a repeated callback from Spotify', () => {
  let other: OurProcess;
  beforeAll(async () => {
    // Another process of the same instance.
    other = await stage.instance.startApi({ PUBLIC_URL: stage.api.url });
  });
  afterAll(() => other?.stop());

  it('redirects to its own returnTo while signed in, even after other sign-ins, without a token request', async () => {
    const first = await stage.client.consent('demo_01', '?returnTo=/trends');
    const second = await stage.client.consent('demo_01', '?returnTo=/year');
    for (const callback of [first, second]) await stage.client.fetch(callback);
    const before = stage.client.cookie;
    for (const [callback, path] of [
      [first, '/trends'],
      [second, '/year'],
      [first, '/trends'],
    ] as const) {
      const again = await stage.client.fetch(callback);
      expect([again.status, again.headers.get('location')]).toEqual([302, path]);
    }
    expect([stage.client.cookie, await tokenCalls()]).toEqual([before, 2]);
  });

  it('is rejected after sign-out, and in a signed-in browser that did not start that sign-in', async () => {
    const callback = await stage.client.consent('demo_01');
    await stage.client.fetch(callback);
    const stranger = stage.instance.client(stage.api);
    await stranger.signIn('demo_02');
    expect((await stranger.fetch(callback)).status).toBe(403);
    await stage.client.fetch('/auth/logout', { method: 'POST', headers: { origin: stage.client.origin } });
    expect((await stage.client.fetch(callback)).status).toBe(403);
    expect(await tokenCalls()).toBe(2);
  });

  it('requests one token if it arrives twenty times at once at two processes', async () => {
    const callback = new URL(await stage.client.consent('demo_01'));
    const path = callback.pathname + callback.search;
    const headers = { cookie: stage.client.cookie };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        fetch((index % 2 === 0 ? stage.api : other).url + path, { headers, redirect: 'manual' }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([303, ...Array.from({ length: 19 }, () => 403)]);
    expect(await tokenCalls()).toBe(1);
  });
});

describe('a callback without a pending sign-in', () => {
  it('names blocked cookies and a different host as causes if the browser sent no cookie', async () => {
    const callback = await stage.client.consent('demo_01');
    const blocking = await fetch(callback, { redirect: 'manual' });
    expect(blocking.status).toBe(403);
    const text = await blocking.text();
    expect(text).toContain('blocks cookies');
    expect(text).toContain('localhost instead of 127.0.0.1');
    expect(await tokenCalls()).toBe(0);
  });

  it('names blocked cookies among the causes if the browser sent other cookies', async () => {
    const callback = await stage.client.consent('demo_01');
    const elsewhere = stage.instance.client(stage.api);
    await elsewhere.beginSignIn();
    const text = await outcome(await elsewhere.fetch(callback));
    expect(text).toMatch(/^403 /);
    expect(text).toContain('blocks cookies');
    expect(text).toContain('longer than ten minutes');
  });

  it.each(['%00', 'a%00b', '%27', '%F0%9F%8E%B5', '[]'])(
    'is rejected with 403 if its state contains "%s"',
    async (odd) => {
      await stage.client.beginSignIn();
      const [, id = ''] = /-sign-in-([\w-]{12})=/.exec(stage.client.cookie) ?? [];
      const response = await stage.client.fetch(`/auth/spotify/callback?code=c&state=${id}${odd}`);
      expect([response.status, await tokenCalls()]).toEqual([403, 0]);
    },
  );

  it('is rejected if the cookie of that sign-in has another verifier', async () => {
    const callback = await stage.client.consent('demo_01');
    const [name = ''] = stage.client.cookie.split('=');
    stage.client.plant(`${name}=${'v'.repeat(43)}`);
    expect((await stage.client.fetch(callback)).status).toBe(403);
    expect(await tokenCalls()).toBe(0);
  });
});
