import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, Instance, type OurProcess } from '../support/index.js';

const TOP_ARTISTS = 'query ($limit: Int! = 50) { topArtists(limit: $limit) { source entries { rank } } }';
const CONNECTION =
  '{ viewer { connection { status authorizedAt reauthorizeBy lastErrorCode reconnectUrl } } }';
const HOUR = 3_600;

let instance: Instance;
let client: Client;
let apis: OurProcess[] = [];

const control = (): Instance['simulator']['control'] => instance.simulator.control;

beforeAll(async () => {
  instance = await Instance.open();
  apis = [await instance.startApi({ TOP_ARTISTS_MAX_AGE_SECONDS: '0' })];
});
afterAll(async () => {
  await Promise.all(apis.map((api) => api.stop()));
  await instance?.close();
});
beforeEach(async () => {
  await control().reset();
  await instance.setClock();
  await instance.sql('TRUNCATE listener, rate_gate, session CASCADE');
  client = clientOf(0);
  await client.signIn();
  await control().clearRequests();
});
afterEach(async () => {
  // The first process stays for the next test.
  await Promise.all(apis.splice(1).map((api) => api.stop()));
});

function clientOf(index: number): Client {
  const api = apis[index];
  if (!api) throw new Error(`there is no API ${index}`);
  return instance.client(api);
}

async function tokenCalls(): Promise<number> {
  return (await control().requests()).filter(({ path }) => path === '/api/token').length;
}

async function outcome(who = client): Promise<unknown> {
  const { data, errors } = await who.graphql(TOP_ARTISTS);
  return errors?.[0]?.extensions.code ?? data?.['topArtists'];
}

async function connection(): Promise<Record<string, unknown>> {
  const { data } = await client.graphql(CONNECTION);
  return (data as { viewer: { connection: Record<string, unknown> } }).viewer.connection;
}

const served = { source: 'SPOTIFY', entries: expect.any(Array) };

describe('automatic refresh', () => {
  it('renews an access token about a minute before it expires', async () => {
    await instance.advanceClock(HOUR - 70);
    expect(await outcome()).toEqual(served);
    expect(await tokenCalls()).toBe(0);
    await instance.advanceClock(15);
    expect(await outcome()).toEqual(served);
    expect(await tokenCalls()).toBe(1);
    expect(await outcome()).toEqual(served);
    expect(await tokenCalls()).toBe(1);
  });

  it('renews one that Spotify refuses early, once, and tries the call once more', async () => {
    await control().expireAccessTokens();
    expect(await outcome()).toEqual(served);
    const paths = (await control().requests()).map(({ path }) => path);
    expect(paths).toEqual(['/v1/me/top/artists', '/api/token', '/v1/me/top/artists']);
  });

  it('does not go round in circles when every token is refused', async () => {
    await instance.sql('DELETE FROM top_list');
    await control().setFault({ endpoint: 'top-artists', fault: 'unauthorized', times: 10 });
    expect(await outcome()).toBe('SPOTIFY_UNAVAILABLE');
    expect(await control().requests()).toHaveLength(3);
    expect((await connection())['status']).toBe('ACTIVE');
  });

  it.each(['omitted', 'null', 'empty', 'rotate'] as const)(
    'keeps the right refresh token through three refreshes: %s',
    async (refreshToken) => {
      await control().setListener('demo_01', { refreshToken });
      for (let round = 1; round <= 3; round += 1) {
        await control().expireAccessTokens();
        expect(await outcome()).toEqual(served);
        expect(await tokenCalls()).toBe(round);
      }
    },
  );

  it('asks once for 50 requests at once from 4 processes, against rotating tokens', async () => {
    const more = Array.from({ length: 3 }, () => instance.startApi({ TOP_ARTISTS_MAX_AGE_SECONDS: '0' }));
    apis.push(...(await Promise.all(more)));
    await control().setListener('demo_01', { refreshToken: 'rotate' });
    await control().setLatency({ token: 300 });
    await control().expireAccessTokens();
    await instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const who = clientOf(index % 4);
        who.plant(client.cookie);
        // Another limit for each, so that none is answered by another's list.
        return who.graphql(TOP_ARTISTS, { limit: 50 + index });
      }),
    );
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(answers.map(({ data }) => (data?.['topArtists'] as { source: string }).source)).toEqual(
      Array.from({ length: 50 }, () => 'SPOTIFY'),
    );
    expect(await tokenCalls()).toBe(1);
    expect((await connection())['status']).toBe('ACTIVE');
  });

  it('waits 15 seconds at most for a process that died while it renewed', async () => {
    apis.push(await instance.startApi({ TOP_ARTISTS_MAX_AGE_SECONDS: '0' }));
    const doomed = clientOf(1);
    doomed.plant(client.cookie);
    await control().expireAccessTokens();
    await instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    await control().setFault({
      endpoint: 'token',
      fault: { kind: 'slow-headers', milliseconds: 4_000 },
      times: 1,
    });
    const lost = doomed.graphql(TOP_ARTISTS).catch(() => 'lost');
    while ((await instance.sql('SELECT 1 FROM spotify_grant WHERE lease_holder IS NOT NULL')).length === 0)
      await delay(20);
    apis[1]?.kill('SIGKILL');
    const began = performance.now();
    expect(await outcome()).toEqual(served);
    expect(performance.now() - began).toBeLessThan(16_000);
    expect(await lost).toBe('lost');
  });
});

describe('the end of a connection', () => {
  it('comes with a refused refresh token, leaves the last list, and costs no more calls', async () => {
    const fresh = await outcome();
    await control().revokeGrant();
    expect(await outcome()).toEqual({ ...(fresh as object), source: 'CACHE' });
    expect(await connection()).toMatchObject({
      status: 'REAUTHORIZATION_REQUIRED',
      lastErrorCode: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
    });
    await control().clearRequests();
    await instance.sql('DELETE FROM top_list');
    const { errors } = await client.graphql(TOP_ARTISTS);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
      reconnectUrl: (await connection())['reconnectUrl'],
    });
    expect(await control().requests()).toEqual([]);
  });

  it('is tried again after an hour and after a day, then the tokens are dropped', async () => {
    await instance.sql('DELETE FROM top_list');
    await control().revokeGrant();
    await outcome();
    const callsAfter = async (seconds: number): Promise<number> => {
      await control().clearRequests();
      await instance.advanceClock(seconds);
      expect(await outcome()).toBe('SPOTIFY_REAUTHORIZATION_REQUIRED');
      expect(await outcome()).toBe('SPOTIFY_REAUTHORIZATION_REQUIRED');
      return (await control().requests()).length;
    };
    expect(await callsAfter(HOUR - 60)).toBe(0);
    expect(await callsAfter(120)).toBe(1);
    expect(await callsAfter(20 * HOUR)).toBe(0);
    expect(await instance.sql('SELECT 1 FROM spotify_grant WHERE refresh_token IS NULL')).toEqual([]);
    expect(await callsAfter(4 * HOUR)).toBe(1);
    expect(await instance.sql('SELECT 1 FROM spotify_grant WHERE refresh_token IS NULL')).toHaveLength(1);
    expect(await callsAfter(1_000 * HOUR)).toBe(0);
  });

  it('heals by itself when Spotify was wrong', async () => {
    await control().expireAccessTokens();
    await control().setFault({ endpoint: 'token', fault: 'false-invalid-grant', times: 1 });
    await outcome();
    expect((await connection())['status']).toBe('REAUTHORIZATION_REQUIRED');
    await instance.advanceClock(HOUR);
    expect(await outcome()).toEqual(served);
    expect((await connection())['status']).toBe('ACTIVE');
  });

  it('does not come when the listener signed in again while the old token was refused', async () => {
    await control().expireAccessTokens();
    await instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    await control().setFault({
      endpoint: 'token',
      grantType: 'refresh_token',
      fault: 'false-invalid-grant',
      times: 1,
    });
    await control().setLatency({ token: 1_500 });
    const slow = outcome();
    while ((await instance.sql('SELECT 1 FROM spotify_grant WHERE lease_holder IS NOT NULL')).length === 0)
      await delay(20);
    await control().setLatency({ token: 0 });
    const again = clientOf(0);
    await again.signIn();
    expect(await slow).toEqual(served);
    expect((await connection())['status']).toBe('ACTIVE');
  });

  it('does not come from anything but invalid_grant', async () => {
    const faults = ['invalid-client', 'html-200', 'server-error', 'reset'] as const;
    await instance.sql('DELETE FROM top_list');
    for (const fault of faults) {
      await control().expireAccessTokens();
      await control().setFault({ endpoint: 'token', fault, times: 1 });
      expect(await outcome()).toBe(
        fault === 'invalid-client' ? 'SPOTIFY_MISCONFIGURED' : 'SPOTIFY_UNAVAILABLE',
      );
      expect((await connection())['status']).toBe('ACTIVE');
    }
    expect(await outcome()).toEqual(served);
  });

  it('is mended by signing in again', async () => {
    await control().revokeGrant();
    await outcome();
    const before = await connection();
    await instance.advanceClock(10);
    await client.signIn();
    const after = await connection();
    expect(after).toMatchObject({ status: 'ACTIVE', lastErrorCode: null });
    expect(String(after['authorizedAt']) > String(before['authorizedAt'])).toBe(true);
    expect(await outcome()).toEqual(served);
  });
});

describe('the term of a connection', () => {
  it.each([
    ['2026-01-15T10:00:00.000Z', '2026-07-15T10:00:00.000Z'],
    ['2026-08-31T23:59:59.999Z', '2027-02-28T23:59:59.999Z'],
    ['2027-08-29T12:00:00.000Z', '2028-02-29T12:00:00.000Z'],
    ['2026-03-31T00:00:00.000Z', '2026-09-30T00:00:00.000Z'],
  ])('consent at %s ends at %s', async (authorizedAt, reauthorizeBy) => {
    await instance.sql('UPDATE spotify_grant SET authorized_at = $1', [authorizedAt]);
    expect(await connection()).toMatchObject({ authorizedAt, reauthorizeBy });
  });

  const MINUTE = 60_000;
  const DAYS = 24 * 60 * MINUTE;
  it.each([
    ['14 days and a minute', 14 * DAYS + MINUTE, 'ACTIVE'],
    ['14 days less a minute', 14 * DAYS - MINUTE, 'EXPIRING_SOON'],
    ['a minute', MINUTE, 'EXPIRING_SOON'],
    ['less than nothing', -DAYS, 'EXPIRING_SOON'],
  ])('with %s to go (%i ms) it is %s', async (_, left, status) => {
    await instance.sql("UPDATE spotify_grant SET authorized_at = '2026-08-31T12:00:00Z'");
    await instance.setClock(new Date(Date.parse('2027-02-28T12:00:00Z') - left));
    expect((await connection())['status']).toBe(status);
  });
});
