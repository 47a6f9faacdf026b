import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedIn } from '../api/signed-in.js';
import { type Client, type OurProcess, setStage } from '../support/index.js';

const HTTPS = 'https://charts.example.org';
const DAY_MS = 86_400_000;
const stage = setStage();
const open: { secure?: OurProcess } = {};

beforeAll(async () => {
  open.secure = await stage.instance.startApi({ PUBLIC_URL: HTTPS, TRUSTED_PROXIES: '1' });
});
afterAll(() => open.secure?.stop());

/** The API as reached over https, without the proxy that terminates TLS. */
function secure(): OurProcess {
  if (!open.secure) throw new Error('started before the first test');
  return open.secure;
}

/** A session id with a signature, as the cookie holds it. */
function signed(id: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`s:${id}.${signature}`);
}

interface StoredSession extends Record<string, unknown> {
  readonly sid: string;
  readonly leftMs: number;
}

async function stored(): Promise<StoredSession> {
  const rows = await stage.instance.sql<StoredSession>(
    `SELECT sid, (extract(epoch FROM expire) * 1000)::float8 - $1 AS "leftMs" FROM session`,
    [Date.now()],
  );
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error('there is no session');
  return row;
}

describe('the id of a session', () => {
  it('changes at every sign-in, and ends at sign-out', async () => {
    const { client, instance } = stage;
    const ids: string[] = [];
    for (const listener of ['demo_01', 'demo_01', 'demo_02']) {
      await client.signIn(listener);
      const { sid } = await stored();
      expect(client.cookie).toContain(sid);
      ids.push(sid);
    }
    expect(new Set(ids).size).toBe(3);
    const old = client.cookie;
    const response = await client.fetch('/auth/logout', {
      method: 'POST',
      headers: { origin: client.origin },
    });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringContaining(`${client.sessionCookie}=; Path=/; Expires=Thu, 01 Jan 1970`),
    ]);
    expect(await instance.sql('SELECT * FROM session')).toEqual([]);
    client.plant(old);
    expect(await signedIn(client)).toBe('UNAUTHENTICATED');
    await client.signIn();
    expect(ids).not.toContain((await stored()).sid);
  });

  it.each([
    ['made up', () => 's%3Aplanted.made-up'],
    ['without a signature', () => 'planted'],
    ['signed with another secret', () => signed('planted', randomBytes(32).toString('hex'))],
    [
      'signed with the secret of this instance, and stored nowhere',
      () => signed('planted', stage.instance.settings['SESSION_SECRET'] ?? ''),
    ],
  ])('is never one that an attacker planted: %s', async (_, planted) => {
    const victim = stage.client;
    victim.plant(`${victim.sessionCookie}=${planted()}`);
    await victim.signIn();
    expect((await stored()).sid).not.toBe('planted');
    expect(await signedIn(victim)).toMatchObject({ displayName: 'Demo Listener' });
    const thief = stage.instance.client(stage.api);
    thief.plant(`${thief.sessionCookie}=${planted()}`);
    expect(await signedIn(thief)).toBe('UNAUTHENTICATED');
  });

  it('opens nothing without its signature, so that a reader of the database cannot use it', async () => {
    await stage.client.signIn();
    const { sid } = await stored();
    for (const cookie of [sid, `s%3A${sid}`, `s%3A${sid}.`, signed(sid, 'another secret')]) {
      const thief = stage.instance.client(stage.api);
      thief.plant(`${thief.sessionCookie}=${cookie}`);
      expect(await signedIn(thief)).toBe('UNAUTHENTICATED');
    }
  });
});

/** Returns the name of a cookie and its sorted attributes, without its expiry. */
function parts(cookie: string): { readonly name: string; readonly attributes: string[] } {
  const [pair = '', ...attributes] = cookie.split('; ');
  const lasting = attributes.filter((attribute) => !/^(Expires|Max-Age)=/.test(attribute));
  return { name: pair.split('=')[0] ?? '', attributes: lasting.toSorted() };
}

// No Domain: the cookies are for this host only.
const ON_HTTP = ['HttpOnly', 'Path=/', 'SameSite=Lax'];
const ON_HTTPS = [...ON_HTTP, 'Secure'];

describe('the cookies of this instance', () => {
  it.each([
    ['http, on this machine', () => stage.api, /^headliner-\d+-sign-in-[\w-]{12}$/, ON_HTTP],
    ['https', secure, /^__Host-headliner-sign-in-[\w-]{12}$/, ON_HTTPS],
  ] as const)(
    'are for this host alone while a sign-in is pending, over %s',
    async (_, api, name, attributes) => {
      const response = await stage.instance.client(api()).fetch('/auth/spotify');
      const cookies = response.headers.getSetCookie().map(parts);
      expect(cookies).toEqual([{ name: expect.stringMatching(name), attributes }]);
    },
  );

  it('are one session cookie after sign-in, whose name has the port on plain http', async () => {
    const response = await stage.client.signIn();
    const set = response.headers.getSetCookie().filter((cookie) => !cookie.includes('01 Jan 1970'));
    const { port } = new URL(stage.api.url);
    expect(set.map(parts)).toEqual([{ name: `headliner-${port}`, attributes: ON_HTTP }]);
    expect(stage.client.cookie).toMatch(new RegExp(`^headliner-${port}=[^;]+$`));
  });

  it('do not disturb an instance on another port of this machine', async () => {
    const other = await stage.instance.startApi();
    // Browsers share cookies between ports.
    const browser = stage.client;
    const elsewhere = stage.instance.client(other);
    const shareCookies = (from: Client, to: Client): void =>
      from.cookie.split('; ').forEach((cookie) => to.plant(cookie));
    await browser.signIn('demo_01');
    shareCookies(browser, elsewhere);
    await elsewhere.signIn('demo_02');
    shareCookies(elsewhere, browser);
    expect(await signedIn(browser)).toMatchObject({ displayName: 'Demo Listener' });
    const ids = [await signedIn(browser), await signedIn(elsewhere)].map((who) => JSON.stringify(who));
    expect(new Set(ids).size).toBe(2);
    await elsewhere.fetch('/auth/logout', { method: 'POST', headers: { origin: elsewhere.origin } });
    expect(await signedIn(elsewhere)).toBe('UNAUTHENTICATED');
    expect(await signedIn(browser)).toMatchObject({ displayName: 'Demo Listener' });
    await other.stop();
  });

  it('over https are cleared by a cookie for https', async () => {
    const visitor = stage.instance.client(secure());
    const response = await visitor.fetch('/auth/logout', { method: 'POST', headers: { origin: HTTPS } });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-headliner=; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure$/),
    ]);
  });
});

describe('a session', () => {
  it('ends seven days after its last request', async () => {
    await stage.client.signIn();
    expect(Math.abs((await stored()).leftMs - 7 * DAY_MS)).toBeLessThan(60_000);
    const ends = (await stage.client.fetch('/')).headers.getSetCookie()[0] ?? '';
    const until = Date.parse(/Expires=([^;]+)/.exec(ends)?.[1] ?? '');
    expect(Math.abs(until - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
    const move =
      "UPDATE session SET expire = expire - $1 * interval '1 second', sess = jsonb_set(sess::jsonb, '{cookie,expires}', to_jsonb(to_char((expire - $1 * interval '1 second') AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')))";
    await stage.instance.sql(move, [(7 * DAY_MS) / 1_000 - 60]);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
    expect((await stored()).leftMs).toBeGreaterThan(6.9 * DAY_MS);
    await stage.instance.sql(move, [(7 * DAY_MS) / 1_000 + 1]);
    expect(await signedIn(stage.client)).toBe('UNAUTHENTICATED');
  });

  it('ends thirty days after sign-in, however much it is used', async () => {
    await stage.client.signIn();
    const signedInAgo = (ms: number) =>
      stage.instance.sql(
        `UPDATE session SET sess = jsonb_set(sess::jsonb, '{signedInAt}', to_jsonb($1::bigint))`,
        [Date.now() - ms],
      );
    await signedInAgo(30 * DAY_MS - 60_000);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'Demo Listener' });
    await signedInAgo(30 * DAY_MS + 1_000);
    expect(await signedIn(stage.client)).toBe('UNAUTHENTICATED');
    expect(await stage.instance.sql("SELECT 1 FROM session WHERE sess->>'listenerId' IS NOT NULL")).toEqual(
      [],
    );
  });
});
