import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultOrder } from '#simulator';
import { z } from 'zod';
import { type Client, type GraphqlAnswer, Instance, type OurProcess } from '../support/index.js';

const QUERY = `query ($range: TimeRange! = MEDIUM_TERM, $limit: Int! = 50) {
  topArtists(range: $range, limit: $limit) {
    range source fetchedAt
    entries { rank artist { id name imageUrl spotifyUrl genres popularity } }
  }
}`;

const list = z.object({
  range: z.string(),
  source: z.string(),
  fetchedAt: z.iso.datetime(),
  entries: z.array(
    z.object({
      rank: z.number(),
      artist: z.object({
        id: z.string(),
        name: z.string(),
        imageUrl: z.string().nullable(),
        spotifyUrl: z.string(),
        genres: z.array(z.string()).nullable(),
        popularity: z.number().nullable(),
      }),
    }),
  ),
});

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
  await instance.simulator.control.reset();
  await instance.sql('TRUNCATE listener, rate_gate, session, artist CASCADE');
  client = instance.client(api);
});

async function signIn(listener = 'demo_01'): Promise<void> {
  await client.signIn(listener);
  await instance.simulator.control.clearRequests();
}

const ask = (variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> =>
  client.graphql(QUERY, variables);

async function askList(variables: Record<string, unknown> = {}): Promise<z.output<typeof list>> {
  const { data, errors } = await ask(variables);
  expect(errors).toBeUndefined();
  return list.parse(data?.['topArtists']);
}

async function calls(path: string): Promise<number> {
  return (await instance.simulator.control.requests()).filter((request) => request.path === path).length;
}

const listCalls = (): Promise<number> => calls('/v1/me/top/artists');

/** Makes the cached list older than it may be to be served without asking. */
async function ageLists(): Promise<void> {
  await instance.sql("UPDATE top_list SET fetched_at = fetched_at - interval '1 hour'");
}

describe('topArtists', () => {
  it("gives Spotify's list, in order, and the same again from the cache without a call", async () => {
    await signIn();
    const first = await askList({ range: 'SHORT_TERM' });
    expect(first).toMatchObject({ range: 'SHORT_TERM', source: 'SPOTIFY' });
    const day = new Date().toISOString().slice(0, 10);
    const truth = await instance.simulator.control.list({ listener: 'demo_01', range: 'short_term', day });
    expect(first.entries.map(({ artist }) => artist.id)).toEqual(
      truth.artists.slice(0, 50).map(({ id }) => id),
    );
    expect(first.entries.map(({ rank }) => rank)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    expect(await askList({ range: 'SHORT_TERM' })).toEqual({ ...first, source: 'CACHE' });
    expect(await listCalls()).toBe(1);
  });

  it('keeps the ranges apart', async () => {
    await signIn();
    const ranges = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'];
    const lists = await Promise.all(ranges.map((range) => askList({ range })));
    expect(new Set(lists.map(({ entries }) => entries.map(({ artist }) => artist.id).join())).size).toBe(3);
    expect(await listCalls()).toBe(3);
  });

  it.each([
    ['demo_01', 3, 3],
    ['demo_01', 100, 100],
    ['demo_02', 100, 50],
    ['demo_03', 50, 19],
    ['demo_04', 50, 1],
    ['demo_05', 50, 0],
  ])('%s with limit %i has %i places', async (listener, limit, places) => {
    await signIn(listener);
    expect((await askList({ limit })).entries).toHaveLength(places);
    expect((await askList({ limit })).source).toBe('CACHE');
  });

  it('asks again for more places than the cached list has, unless that was all', async () => {
    await signIn('demo_01');
    await askList({ limit: 50 });
    expect((await askList({ limit: 51 })).source).toBe('SPOTIFY');
    await signIn('demo_03');
    await askList({ limit: 50 });
    expect((await askList({ limit: 100 })).source).toBe('CACHE');
  });

  it('asks once for 20 requests at the same time', async () => {
    await signIn();
    await instance.simulator.control.setLatency({ 'top-artists': 200 });
    const lists = await Promise.all(Array.from({ length: 20 }, () => askList()));
    expect(new Set(lists.map(({ entries }) => entries.length))).toEqual(new Set([50]));
    expect(await listCalls()).toBe(1);
  });

  it('asks again when the list is older than allowed', async () => {
    await signIn();
    await askList();
    await ageLists();
    expect((await askList()).source).toBe('SPOTIFY');
  });

  it.each([0, 101, -1, 2_147_483_647])('refuses a limit of %i, and names it', async (limit) => {
    await signIn();
    const { errors, data } = await ask({ limit });
    expect(data).toEqual({ topArtists: null });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('"limit"');
    expect(await listCalls()).toBe(0);
  });

  it('tells who is not signed in where to sign in, and lets other root fields stand', async () => {
    const { errors, data } = await client.graphql('{ topArtists { source } __typename }');
    expect(data).toEqual({ topArtists: null, __typename: 'Query' });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(errors?.[0]?.message).toContain(`${api.url}/auth/spotify`);
  });

  it('never falls back on the cookie when a token is sent', async () => {
    await signIn();
    const response = await client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer hdl_unknown' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(await response.text()).toContain('UNAUTHENTICATED');
  });

  it('keeps what Spotify said of an artist, and what it leaves out later', async () => {
    await instance.simulator.control.setListener('demo_01', { fieldProfile: 'full' });
    await signIn();
    const full = await askList();
    expect(full.entries[0]?.artist.genres).not.toBeNull();
    expect(full.entries[0]?.artist.popularity).not.toBeNull();
    await instance.simulator.control.setListener('demo_01', { fieldProfile: 'restricted' });
    await ageLists();
    await askList();
    expect((await askList()).entries[0]?.artist).toEqual(full.entries[0]?.artist);
  });

  it('says null where Spotify never said anything', async () => {
    await signIn();
    const { entries } = await askList();
    expect(entries.map(({ artist }) => [artist.genres, artist.popularity])).toEqual(
      entries.map(() => [null, null]),
    );
  });
});

describe('topArtists when Spotify fails', () => {
  const faults: readonly [FaultOrder['fault'], string, Record<string, string>?][] = [
    [{ kind: 'hang' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'reset' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'slow-body', milliseconds: 15_000 }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'server-error', status: 503, as: 'html' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'server-error', status: 500, as: 'text' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'html-200' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'truncated', cut: 'body' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'truncated', cut: 'connection' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'huge-body', megabytes: 10 }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'nulls', where: 'body' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'nulls', where: 'items' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'nulls', where: 'required' }, 'SPOTIFY_UNAVAILABLE'],
    [{ kind: 'scope-missing' }, 'SPOTIFY_NOT_PERMITTED', { missing: 'SCOPE_MISSING' }],
    [{ kind: 'not-registered' }, 'SPOTIFY_NOT_PERMITTED', { missing: 'LISTENER_NOT_REGISTERED' }],
    [{ kind: 'premium-missing' }, 'SPOTIFY_NOT_PERMITTED', { missing: 'PREMIUM_MISSING' }],
  ];

  it.each([...faults])(
    '%j: an error without a list, the newest list with one',
    async (fault, code, rest = {}) => {
      await signIn();
      await instance.simulator.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
      const { errors, data } = await ask();
      expect(data).toEqual({ topArtists: null });
      expect(errors?.[0]?.extensions).toMatchObject({ code, ...rest });
      const connection = await client.graphql('{ viewer { connection { lastErrorCode lastErrorAt } } }');
      expect(connection.data).toMatchObject({
        viewer: { connection: { lastErrorCode: code, lastErrorAt: expect.any(String) } },
      });

      const fresh = await askList();
      await ageLists();
      await instance.simulator.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
      const old = await askList();
      expect(old).toEqual({ ...fresh, source: 'CACHE', fetchedAt: expect.any(String) });
      expect(Date.parse(old.fetchedAt)).toBeLessThan(Date.parse(fresh.fetchedAt));
    },
  );

  it('does without what is optional, and drops duplicates', async () => {
    await signIn();
    await instance.simulator.control.setFault({
      endpoint: 'top-artists',
      fault: { kind: 'nulls', where: 'optional' },
      times: 1,
    });
    expect((await askList()).entries).toHaveLength(50);
    await instance.simulator.control.setFault({ endpoint: 'top-artists', fault: 'duplicates', times: 2 });
    const ids = (await askList({ range: 'LONG_TERM', limit: 100 })).entries.map(({ artist }) => artist.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(50);
  });

  it('refuses a next page at another origin', async () => {
    await signIn();
    await instance.simulator.control.setFault({ endpoint: 'top-artists', fault: 'foreign-next', times: 1 });
    expect((await ask({ limit: 100 })).errors?.[0]?.extensions.code).toBe('SPOTIFY_UNAVAILABLE');
  });

  it('does not take an empty answer for a list when there was one with places', async () => {
    await signIn();
    const { entries } = await askList();
    await ageLists();
    await instance.simulator.control.setFault({ endpoint: 'top-artists', fault: 'empty-list', times: 1 });
    expect(await askList()).toMatchObject({ source: 'CACHE', entries });
  });

  it('does not log a listener in or out, a name, or a token', async () => {
    await signIn();
    await instance.simulator.control.setFault({ endpoint: 'top-artists', fault: 'html-200', times: 1 });
    await ask();
    expect(api.logs).not.toContain('Demo Listener');
    expect(api.logs).not.toMatch(/BQ[\w-]{50}|AQ[\w-]{50}|[?&]code=/);
  });
});

describe('topArtists when Spotify asks for patience', () => {
  it('closes the gate for everybody, through a restart, until the time named has passed', async () => {
    await signIn();
    const served = await askList({ range: 'SHORT_TERM' });
    const fault = { kind: 'rate-limited', retryAfter: 120 } as const;
    await instance.simulator.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
    const { errors } = await ask({ range: 'LONG_TERM' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SPOTIFY_RATE_LIMITED', reason: 'RATE_LIMITED' });
    expect(Number(errors?.[0]?.extensions['retryAfterSeconds'])).toBeGreaterThan(110);

    await instance.simulator.control.clearRequests();
    await ageLists();
    expect(await askList({ range: 'SHORT_TERM' })).toMatchObject({
      source: 'CACHE',
      entries: served.entries,
    });
    const second = await instance.startApi();
    const other = instance.client(second);
    other.plant(client.cookie);
    expect((await other.graphql(QUERY, { range: 'LONG_TERM' })).errors?.[0]?.extensions.code).toBe(
      'SPOTIFY_RATE_LIMITED',
    );
    expect(await instance.simulator.control.requests()).toEqual([]);
    await second.stop();

    await instance.sql("UPDATE rate_gate SET held_until = now() - interval '1 second'");
    expect((await askList({ range: 'LONG_TERM' })).source).toBe('SPOTIFY');
  });

  it('holds an hour at least when the quota is used up', async () => {
    await signIn();
    await instance.simulator.control.setFault({ endpoint: 'top-artists', fault: 'quota-exceeded', times: 1 });
    const { errors } = await ask();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SPOTIFY_RATE_LIMITED', reason: 'QUOTA_EXCEEDED' });
    expect(Number(errors?.[0]?.extensions['retryAfterSeconds'])).toBeGreaterThan(3_590);
  });
});

it('an error that nobody foresaw tells the client nothing but where to look', async () => {
  await signIn();
  await instance.sql('ALTER TABLE top_list RENAME TO top_list_gone');
  const { errors } = await ask();
  await instance.sql('ALTER TABLE top_list_gone RENAME TO top_list');
  const extensions: Record<string, unknown> = errors?.[0]?.extensions ?? {};
  expect(extensions).toEqual({ code: 'INTERNAL', correlationId: expect.any(String) });
  expect(errors?.[0]?.message).not.toContain('top_list');
  expect(api.logs).toContain(String(extensions['correlationId']));
});
