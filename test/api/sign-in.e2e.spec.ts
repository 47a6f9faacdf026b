import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { loadKeyring, TokenCipher } from '#database';
import { demoListeners } from '../support/simulators.js';
import { setStage } from '../support/index.js';
import { signedIn } from './signed-in.js';

const stage = setStage();

describe('sign-in', () => {
  it('sends Spotify a PKCE challenge, a state and the one required scope', async () => {
    const url = new URL(await stage.client.beginSignIn());
    const query = Object.fromEntries(url.searchParams);
    expect(`${url.origin}${url.pathname}`).toBe(`${stage.instance.simulator.url}/authorize`);
    expect(query).toMatchObject({
      response_type: 'code',
      client_id: stage.instance.settings['SPOTIFY_CLIENT_ID'],
      redirect_uri: `${stage.api.url}/auth/spotify/callback`,
      scope: 'user-top-read',
      code_challenge_method: 'S256',
    });
    expect(query['state']).toMatch(/^[\w-]{32}$/);
    expect(query['code_challenge']).toMatch(/^[\w-]{43}$/);
    expect(query['show_dialog']).toBeUndefined();
    expect(new URL(await stage.client.beginSignIn('?reconnect=true')).searchParams.get('show_dialog')).toBe(
      'true',
    );
  });

  it('signs the listener in, stores the grant encrypted, and redirects to the requested page', async () => {
    const response = await stage.client.signIn('demo_01', '?returnTo=/graphiql');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/graphiql']);
    const { data } = await stage.client.graphql(
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
        reconnectUrl: `${stage.api.url}/auth/spotify?reconnect=true`,
      },
    });
    const [grant] = await stage.instance.sql<{ refresh_token: string; access_token: string }>(
      'SELECT * FROM spotify_grant',
    );
    for (const stored of [grant?.refresh_token, grant?.access_token]) {
      const header: unknown = JSON.parse(Buffer.from(stored?.split('.')[0] ?? '', 'base64url').toString());
      expect(header).toMatchObject({ enc: 'A256GCM', kid: 'test' });
    }
  });

  it("keeps Spotify's tokens out of logs, answers and cookies, and encrypted in the database", async () => {
    await stage.client.signIn();
    const answers = [
      await stage.client.graphql(
        '{ viewer { id displayName imageUrl connection { scopes lastErrorCode reconnectUrl } } }',
      ),
      await stage.client.graphql('{ topArtists { entries { artist { id name } } } }'),
      await (await stage.client.fetch('/')).text(),
    ];
    const [grant] = await stage.instance.sql<{
      listener_id: number;
      refresh_token: string;
      access_token: string;
    }>('SELECT * FROM spotify_grant');
    const { keyring } = await loadKeyring(stage.instance.settings['KEYRING_FILE'] ?? '');
    const cipher = new TokenCipher(keyring);
    const tables = await stage.instance.sql(
      `SELECT query_to_xml('SELECT * FROM ' || quote_ident(tablename), true, false, '')::text AS content
       FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const column of ['refresh_token', 'access_token'] as const) {
      const place = { table: 'spotify_grant', column, row: String(grant?.listener_id) };
      const token = await cipher.decrypt(grant?.[column] ?? '', place);
      expect(token).toMatch(/^[AB]Q[\w-]{50,}$/);
      for (const seen of [
        stage.api.logs,
        stage.client.cookie,
        JSON.stringify(answers),
        JSON.stringify(tables),
      ]) {
        expect(seen).not.toContain(token);
      }
    }
    expect(JSON.stringify(tables)).toContain('demo_01');
    expect(stage.api.logs).not.toContain('code=');
  });

  it('stores the session in PostgreSQL, with a cookie that scripts and other sites cannot use', async () => {
    const response = await stage.client.signIn();
    const cookie =
      response.headers.getSetCookie().find((one) => one.startsWith(`${stage.client.sessionCookie}=`)) ?? '';
    expect(cookie).toMatch(new RegExp(`^headliner-${new URL(stage.api.url).port}=s%3A`));
    expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']));
    expect(cookie).not.toContain('Secure');
    const rows = await stage.instance.sql<{ listener: number }>(
      "SELECT (sess->>'listenerId')::int AS listener FROM session",
    );
    const [listener] = await stage.instance.sql<{ id: number }>('SELECT id FROM listener');
    expect(rows).toEqual([{ listener: listener?.id }]);
  });

  it('gives the browser a new session id, so that a planted one is worth nothing', async () => {
    await stage.client.beginSignIn();
    const planted = stage.client.cookie;
    const url = await stage.control.decide(await stage.client.beginSignIn(), 'demo_01');
    await stage.client.fetch(url);
    expect(stage.client.cookie).not.toBe(planted);
    const thief = stage.instance.client(stage.api);
    thief.plant(planted);
    expect(await signedIn(thief)).toBe('UNAUTHENTICATED');
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
  });

  it('recognises a listener by account id, then by id, and never creates duplicates', async () => {
    await stage.client.signIn('demo_01');
    const first = await signedIn(stage.client);
    await stage.instance.sql("UPDATE listener SET spotify_id = 'renamed', display_name = 'old'");
    await stage.client.signIn('demo_01');
    expect(await signedIn(stage.client)).toEqual(first);
    await stage.instance.sql('UPDATE listener SET spotify_account_id = NULL');
    await stage.client.signIn('demo_01');
    expect(await signedIn(stage.client)).toEqual(first);
    expect(await stage.instance.sql('SELECT spotify_id, spotify_account_id FROM listener')).toEqual([
      { spotify_id: 'demo_01', spotify_account_id: demoListeners.main.accountId },
    ]);
  });

  it('treats a new account with a used id as a new listener', async () => {
    await stage.client.signIn('demo_01');
    await stage.instance.sql("UPDATE listener SET spotify_account_id = 'another account'");
    await stage.client.signIn('demo_01');
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toHaveLength(2);
  });

  it('creates one listener for ten concurrent first sign-ins, also without an account id', async () => {
    for (const listener of ['demo_01', 'demo_06']) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => stage.instance.client(stage.api).signIn(listener)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
      expect(
        await stage.instance.sql('SELECT 1 FROM listener WHERE spotify_id = $1', [listener]),
      ).toHaveLength(1);
    }
  });

  it('counts the six months from a consent that was actually given', async () => {
    await stage.client.signIn();
    const months = "date '2026-11-22' - interval '5 months'";
    await stage.instance.sql(
      `UPDATE spotify_grant SET authorized_at = now() - (date '2026-11-22' - (${months}))`,
    );
    const authorizedAt = async (): Promise<unknown> =>
      (await stage.instance.sql<{ authorized_at: Date }>('SELECT authorized_at FROM spotify_grant'))[0]
        ?.authorized_at;
    const before = await authorizedAt();
    await stage.client.signIn();
    expect(await authorizedAt()).toEqual(before);
    await stage.client.signIn('demo_01', '?reconnect=true');
    expect(await authorizedAt()).not.toEqual(before);
  });
});

describe('sign-out', () => {
  it('ends the session, only for a POST from this origin', async () => {
    await stage.client.signIn();
    const stolen = stage.client.cookie;
    expect((await stage.client.fetch('/auth/logout')).status).toBe(404);
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } };
    expect((await stage.client.fetch('/auth/logout', foreign)).status).toBe(403);
    const crossSite = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await stage.client.fetch('/auth/logout', crossSite)).status).toBe(403);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });

    const own = { method: 'POST', headers: { origin: stage.api.url, 'sec-fetch-site': 'same-origin' } };
    const response = await stage.client.fetch('/auth/logout', own);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    const thief = stage.instance.client(stage.api);
    thief.plant(stolen);
    expect(await signedIn(thief)).toBe('UNAUTHENTICATED');
  });
});

it('stores the PKCE verifier in the cookie of that sign-in only, and its hash in the database', async () => {
  const challenge = new URL(await stage.client.beginSignIn()).searchParams.get('code_challenge');
  const verifier = /-sign-in-[\w-]+=([\w-]+)$/.exec(stage.client.cookie)?.[1] ?? '';
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
  const rows = await stage.instance.sql<{ sess: unknown }>('SELECT sess FROM session');
  expect(rows).toEqual([{ sess: expect.objectContaining({ codeChallenge: challenge }) }]);
  expect(JSON.stringify(rows)).not.toContain(verifier);
});
