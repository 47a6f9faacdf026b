import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadKeyring, TokenCipher } from '#database';
import { demoListeners } from '#simulator';
import { type Client, Instance, type OurProcess } from '../support/index.js';

let instance: Instance;
let api: OurProcess;
let client: Client;

beforeAll(async () => {
  instance = await Instance.open();
  api = await instance.startApi();
});
afterAll(async () => {
  await api?.stop();
  await instance?.close();
});
beforeEach(async () => {
  await instance.simulator.control.reset({ keepGrants: true });
  await instance.sql('TRUNCATE listener, rate_gate, session CASCADE');
  client = instance.client(api);
});

async function tokenCalls(): Promise<number> {
  return (await instance.simulator.control.requests()).filter(({ path }) => path === '/api/token').length;
}

async function signedIn(who: Client): Promise<unknown> {
  const { data, errors } = await who.graphql('{ viewer { id displayName } }');
  return data?.['viewer'] ?? errors?.[0]?.extensions.code;
}

describe('sign-in', () => {
  it('asks Spotify with PKCE, a state, and the one scope needed', async () => {
    const url = new URL(await client.beginSignIn());
    const query = Object.fromEntries(url.searchParams);
    expect(`${url.origin}${url.pathname}`).toBe(`${instance.simulator.url}/authorize`);
    expect(query).toMatchObject({
      response_type: 'code',
      client_id: instance.settings['SPOTIFY_CLIENT_ID'],
      redirect_uri: `${api.url}/auth/spotify/callback`,
      scope: 'user-top-read',
      code_challenge_method: 'S256',
    });
    expect(query['state']).toMatch(/^[\w-]{32}$/);
    expect(query['code_challenge']).toMatch(/^[\w-]{43}$/);
    expect(query['show_dialog']).toBeUndefined();
    expect(new URL(await client.beginSignIn('?reconnect=true')).searchParams.get('show_dialog')).toBe('true');
  });

  it('signs the listener in, keeps the grant encrypted, and goes where it was asked to', async () => {
    const response = await client.signIn('demo_01', '?returnTo=/graphiql');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/graphiql']);
    const { data } = await client.graphql(
      '{ viewer { displayName timezone snapshotsPaused connection { status scopes lastErrorCode reconnectUrl authorizedAt reauthorizeBy } } }',
    );
    expect(data?.['viewer']).toMatchObject({
      displayName: 'Demo Listener',
      timezone: 'UTC',
      snapshotsPaused: false,
      connection: {
        status: 'ACTIVE',
        scopes: ['user-top-read'],
        lastErrorCode: null,
        reconnectUrl: `${api.url}/auth/spotify?reconnect=true`,
      },
    });
    const [grant] = await instance.sql<{ refresh_token: string; access_token: string }>(
      'SELECT * FROM spotify_grant',
    );
    for (const stored of [grant?.refresh_token, grant?.access_token]) {
      const header: unknown = JSON.parse(Buffer.from(stored?.split('.')[0] ?? '', 'base64url').toString());
      expect(header).toMatchObject({ enc: 'A256GCM', kid: 'test' });
    }
  });

  it("shows Spotify's tokens to nobody: not in a log, an answer, a cookie, or the database in clear", async () => {
    await client.signIn();
    const answers = [
      await client.graphql(
        '{ viewer { id displayName imageUrl connection { scopes lastErrorCode reconnectUrl } } }',
      ),
      await client.graphql('{ topArtists { entries { artist { id name } } } }'),
      await (await client.fetch('/')).text(),
    ];
    const [grant] = await instance.sql<{ listener_id: number; refresh_token: string; access_token: string }>(
      'SELECT * FROM spotify_grant',
    );
    const { keyring } = await loadKeyring(instance.settings['KEYRING_FILE'] ?? '');
    const cipher = new TokenCipher(keyring);
    const tables = await instance.sql(
      `SELECT query_to_xml('SELECT * FROM ' || quote_ident(tablename), true, false, '')::text AS content
       FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const column of ['refresh_token', 'access_token'] as const) {
      const place = { table: 'spotify_grant', column, row: String(grant?.listener_id) };
      const token = await cipher.decrypt(grant?.[column] ?? '', place);
      expect(token).toMatch(/^[AB]Q[\w-]{50,}$/);
      for (const seen of [api.logs, client.cookie, JSON.stringify(answers), JSON.stringify(tables)]) {
        expect(seen).not.toContain(token);
      }
    }
    expect(JSON.stringify(tables)).toContain('demo_01');
    expect(api.logs).not.toContain('code=');
  });

  it('keeps the session in PostgreSQL, behind a cookie that scripts and other sites do not get', async () => {
    const response = await client.signIn();
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^headliner=/);
    expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']));
    expect(cookie).not.toContain('Secure');
    const rows = await instance.sql<{ listener: number }>(
      "SELECT (sess->>'listenerId')::int AS listener FROM session",
    );
    const [listener] = await instance.sql<{ id: number }>('SELECT id FROM listener');
    expect(rows).toEqual([{ listener: listener?.id }]);
  });

  it('gives the browser a new session id, so that a planted one is worth nothing', async () => {
    await client.beginSignIn();
    const planted = client.cookie;
    const url = await instance.simulator.control.decide(await client.beginSignIn(), 'demo_01');
    await client.fetch(url);
    expect(client.cookie).not.toBe(planted);
    const thief = instance.client(api);
    thief.plant(planted);
    expect(await signedIn(thief)).toBe('UNAUTHENTICATED');
    expect(await signedIn(client)).toMatchObject({ displayName: 'Demo Listener' });
  });

  it('knows a listener again by account id, then by id, and never makes two of one', async () => {
    await client.signIn('demo_01');
    const first = await signedIn(client);
    await instance.sql("UPDATE listener SET spotify_id = 'renamed', display_name = 'old'");
    await client.signIn('demo_01');
    expect(await signedIn(client)).toEqual(first);
    await instance.sql('UPDATE listener SET spotify_account_id = NULL');
    await client.signIn('demo_01');
    expect(await signedIn(client)).toEqual(first);
    expect(await instance.sql('SELECT spotify_id, spotify_account_id FROM listener')).toEqual([
      { spotify_id: 'demo_01', spotify_account_id: demoListeners.main.accountId },
    ]);
  });

  it('takes a new account with a used id for someone else', async () => {
    await client.signIn('demo_01');
    await instance.sql("UPDATE listener SET spotify_account_id = 'another account'");
    await client.signIn('demo_01');
    expect(await instance.sql('SELECT 1 FROM listener')).toHaveLength(2);
  });

  it('makes one listener of ten first sign-ins at once, without an account id too', async () => {
    for (const listener of ['demo_01', 'demo_06']) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => instance.client(api).signIn(listener)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
      expect(await instance.sql('SELECT 1 FROM listener WHERE spotify_id = $1', [listener])).toHaveLength(1);
    }
  });

  it('counts the six months from a consent that was certainly given', async () => {
    await client.signIn();
    const months = "date '2026-11-22' - interval '5 months'";
    await instance.sql(`UPDATE spotify_grant SET authorized_at = now() - (date '2026-11-22' - (${months}))`);
    const authorizedAt = async (): Promise<unknown> =>
      (await instance.sql<{ authorized_at: Date }>('SELECT authorized_at FROM spotify_grant'))[0]
        ?.authorized_at;
    const before = await authorizedAt();
    await client.signIn();
    expect(await authorizedAt()).toEqual(before);
    await client.signIn('demo_01', '?reconnect=true');
    expect(await authorizedAt()).not.toEqual(before);
  });
});

describe('sign-out', () => {
  it('ends the session, for a POST from our own pages only', async () => {
    await client.signIn();
    const stolen = client.cookie;
    expect((await client.fetch('/auth/logout')).status).toBe(404);
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } };
    expect((await client.fetch('/auth/logout', foreign)).status).toBe(403);
    const crossSite = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await client.fetch('/auth/logout', crossSite)).status).toBe(403);
    expect(await signedIn(client)).toMatchObject({ displayName: 'Demo Listener' });

    const own = { method: 'POST', headers: { origin: api.url, 'sec-fetch-site': 'same-origin' } };
    const response = await client.fetch('/auth/logout', own);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    const thief = instance.client(api);
    thief.plant(stolen);
    expect(await signedIn(thief)).toBe('UNAUTHENTICATED');
  });
});

describe('a sign-in that fails', () => {
  async function page(response: Response): Promise<{ status: number; text: string }> {
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(text).not.toMatch(/\bat .*\.[jt]s:\d+/);
    expect(await signedIn(client)).toBe('UNAUTHENTICATED');
    return { status: response.status, text };
  }

  it.each([
    ['missing', (url: URL) => url.searchParams.delete('state')],
    ['foreign', (url: URL) => url.searchParams.set('state', 'x'.repeat(32))],
    ['given twice', (url: URL) => url.searchParams.append('state', 'y')],
    ['there, but no code', (url: URL) => url.searchParams.delete('code')],
  ])('a state that is %s: a page, and no call for a token', async (_, spoil) => {
    const url = new URL(await client.consent('demo_01'));
    spoil(url);
    const { status, text } = await page(await client.fetch(url.href));
    expect([status, await tokenCalls()]).toEqual([403, 0]);
    expect(text).toContain('not under way here');
  });

  it('a state of another browser, a used one, and one older than ten minutes', async () => {
    const url = await client.consent('demo_01');
    expect((await page(await instance.client(api).fetch(url))).status).toBe(403);
    expect(await tokenCalls()).toBe(0);

    await instance.sql(`UPDATE session SET sess = jsonb_set(sess::jsonb, '{pendingSignIn,expiresAt}', '1')`);
    expect((await page(await client.fetch(url))).status).toBe(403);
    expect(await tokenCalls()).toBe(0);

    const second = await client.consent('demo_01');
    expect((await client.fetch(second)).status).toBe(303);
    expect((await client.fetch(second)).status).toBe(403);
    expect(await tokenCalls()).toBe(1);
  });

  it('a refused consent', async () => {
    const { status, text } = await page(await client.fetch(await client.consent('demo_01', '', 'deny')));
    expect(status).toBe(403);
    expect(text).toContain('You did not allow it');
    expect(await tokenCalls()).toBe(0);
  });

  it('a refusal that nobody here asked for', async () => {
    const { text } = await page(
      await client.fetch('/auth/spotify/callback?error=access_denied&state=whatever'),
    );
    expect(text).toContain('not under way here');
  });

  it('an error of Spotify on the way', async () => {
    await instance.simulator.control.setFault({ endpoint: 'authorize', fault: 'authorize-error', times: 1 });
    const location = (await fetch(await client.beginSignIn(), { redirect: 'manual' })).headers.get(
      'location',
    );
    const { status, text } = await page(await client.fetch(location ?? ''));
    expect(status).toBe(502);
    expect(text).toContain('Spotify could not sign you in');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/%2fevil.example'])(
    'a returnTo of %s',
    async (returnTo) => {
      const response = await client.fetch(`/auth/spotify?returnTo=${encodeURIComponent(returnTo)}`);
      const { status, text } = await page(response);
      expect(status).toBe(400);
      expect(text).not.toContain('evil.example');
    },
  );

  it.each([
    ['token', 'invalid-client', 500, 'SPOTIFY_CLIENT_SECRET'],
    ['token', 'false-invalid-grant', 403, 'did not accept the sign-in'],
    ['token', 'html-200', 502, 'does not answer properly'],
    ['token', 'truncated', 502, 'does not answer properly'],
    ['token', 'server-error', 502, 'does not answer properly'],
    ['token', 'reset', 502, 'does not answer properly'],
    ['token', 'huge-body', 502, 'does not answer properly'],
    ['token', 'hang', 502, 'does not answer properly'],
    ['me', 'not-registered', 403, 'User Management'],
    ['me', 'premium-missing', 403, 'Premium'],
    ['me', 'scope-missing', 403, 'Sign in again'],
    ['me', 'html-200', 502, 'does not answer properly'],
    ['me', 'unauthorized', 502, 'does not answer properly'],
    ['me', 'hang', 502, 'does not answer properly'],
  ] as const)('%s: %s', async (endpoint, fault, expected, words) => {
    await instance.simulator.control.setFault({ endpoint, fault, times: 2 });
    const { status, text } = await page(await client.fetch(await client.consent('demo_01')));
    expect(status).toBe(expected);
    expect(text).toContain(words);
    expect(await instance.sql('SELECT 1 FROM listener')).toEqual([]);
  });

  it('while Spotify asks for patience: a page that says how long, and no detour over the consent page', async () => {
    await instance.simulator.control.setFault({
      endpoint: 'me',
      fault: { kind: 'rate-limited', retryAfter: 40 },
      times: 1,
    });
    const { status } = await page(await client.signIn());
    expect(status).toBe(503);
    const response = await client.fetch('/auth/spotify');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(30);
    expect(await response.text()).toContain('Spotify asks for patience');
  });
});

it('the verifier that is sent belongs to the challenge', async () => {
  const challenge = new URL(await client.beginSignIn()).searchParams.get('code_challenge');
  const [row] = await instance.sql<{ verifier: string }>(
    "SELECT sess->'pendingSignIn'->>'codeVerifier' AS verifier FROM session",
  );
  expect(
    createHash('sha256')
      .update(row?.verifier ?? '')
      .digest('base64url'),
  ).toBe(challenge);
});
