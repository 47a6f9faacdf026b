import { describe, expect, it } from '@jest/globals';
import { type Client, type OurProcess, setStage } from '../support/index.js';
import { signedIn } from './signed-in.js';

const stage = setStage();

describe('sign-ins from one address', () => {
  it('are allowed up to SIGN_INS_PER_MINUTE, then rejected with Retry-After until that time has passed', async () => {
    const api = await stage.instance.startApi({ SIGN_INS_PER_MINUTE: '3', TRUSTED_PROXIES: '1' });
    const begin = (address: string): Promise<Response> =>
      stage.instance.client(api).fetch('/auth/spotify', { headers: { 'x-forwarded-for': address } });
    const statuses: number[] = [];
    for (const host of ['1', '2', '3', '4']) statuses.push((await begin(`2001:db8::${host}`)).status);
    expect(statuses).toEqual([302, 302, 302, 429]);
    // Other addresses have their own limit.
    expect((await begin('192.0.2.1')).status).toBe(302);

    const refused = await begin('2001:db8::5');
    const seconds = Number(refused.headers.get('retry-after'));
    expect([refused.status, seconds > 30 && seconds <= 60]).toEqual([429, true]);
    expect(refused.headers.get('content-type')).toContain('text/html');
    expect(await refused.text()).toContain(`Try again in ${seconds} s`);
    await stage.instance.ageRateLimits(seconds);
    expect((await begin('2001:db8::5')).status).toBe(302);
    await api.stop();
  });

  it('are counted per network, in every notation of the forwarded address', async () => {
    const api = await stage.instance.startApi({ SIGN_INS_PER_MINUTE: '1', TRUSTED_PROXIES: '1' });
    const begin = async (address: string): Promise<number> =>
      (await stage.instance.client(api).fetch('/auth/spotify', { headers: { 'x-forwarded-for': address } }))
        .status;
    expect(await begin('9.9.9.1')).toBe(302);
    for (const variant of [
      '9.9.9.1:1024',
      '9.9.9.1:1025',
      '::ffff:9.9.9.1',
      '::FFFF:0909:0901',
      '[::ffff:909:901]:80',
    ])
      expect([variant, await begin(variant)]).toEqual([variant, 429]);
    expect(await begin('[2001:db8:7::1]:1024')).toBe(302);
    for (const variant of ['2001:DB8:7:0::2', '[2001:db8:7::3]', '2001:db8:7::4%eth0'])
      expect([variant, await begin(variant)]).toEqual([variant, 429]);
    // A header that is not an address counts as the address of the peer.
    expect(await begin('nonsense')).toBe(302);
    for (const variant of ['more nonsense', '127.0.0.1', '999.9.9.9'])
      expect([variant, await begin(variant)]).toEqual([variant, 429]);
    await api.stop();
  });
});

describe('invented authorization codes', () => {
  it('from many addresses use at most a fifth of the calls to Spotify, so that listeners are still served', async () => {
    const api = await stage.instance.startApi({
      SPOTIFY_REQUESTS_PER_30S: '100',
      SIGN_INS_PER_MINUTE: '5',
      TRUSTED_PROXIES: '1',
      TOP_ARTISTS_MAX_AGE_SECONDS: '0',
    });
    const listener = stage.instance.client(api);
    await listener.signIn();
    await stage.control.clearRequests();

    const guess = async (index: number): Promise<number> => {
      const stranger = stage.instance.client(api);
      const headers = { 'x-forwarded-for': `198.51.${Math.floor(index / 250)}.${index % 250}` };
      const begun = await stranger.fetch('/auth/spotify', { headers });
      const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
      return (await stranger.fetch(`/auth/spotify/callback?code=made-up&state=${state}`, { headers })).status;
    };
    const statuses: number[] = [];
    for (let round = 0; round < 10; round += 1)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 30 }, (_, index) => guess(round * 30 + index)))),
      );
    const calls = (await stage.control.requests()).filter(({ path }) => path === '/api/token').length;
    expect(new Set(statuses)).toEqual(new Set([403, 503]));
    // The listener's own sign-in used one of the fifth; slow rounds regain some calls.
    expect(calls).toBeGreaterThanOrEqual(19);
    expect(calls).toBeLessThan(60);
    expect(statuses.filter((status) => status === 403)).toHaveLength(calls);

    const { data, errors } = await listener.graphql('{ topArtists(range: LONG_TERM) { source } }');
    expect([data, errors]).toEqual([{ topArtists: { source: 'SPOTIFY' } }, undefined]);

    // A real sign-in is rejected with the waiting time.
    const refused = await stage.instance.client(api).signIn('demo_02');
    const seconds = Number(refused.headers.get('retry-after'));
    expect([refused.status, seconds > 0 && seconds <= 31]).toEqual([503, true]);
    const text = await refused.text();
    expect(text).toContain('has reached a limit on calls to Spotify');
    expect(text).toContain(`Try again in ${seconds} s`);
    await stage.instance.advanceClock(32);
    expect((await stage.instance.client(api).signIn('demo_02')).status).toBe(303);
    await api.stop();
  });
});

describe('ALLOWED_LISTENERS', () => {
  async function open(ids: string): Promise<{ api: OurProcess; visit: () => Client }> {
    const api = await stage.instance.startApi({ ALLOWED_LISTENERS: ids });
    return { api, visit: () => stage.instance.client(api) };
  }
  const rows = async (): Promise<unknown> =>
    (await stage.instance.sql('SELECT id FROM listener UNION ALL SELECT listener_id FROM spotify_grant'))
      .length;

  it('lets the named listeners sign in, shows others a 403 page, and stores nothing about them', async () => {
    const { api, visit } = await open('anybody_else, demo_01');
    const stranger = visit();
    const refused = await stranger.signIn('demo_02');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('You do not have access to this instance');
    expect([await signedIn(stranger), await rows()]).toEqual(['UNAUTHENTICATED', 0]);

    const friend = visit();
    expect((await friend.signIn('demo_01')).status).toBe(303);
    expect([await signedIn(friend), await rows()]).toEqual([
      expect.objectContaining({ id: expect.any(String) }),
      2,
    ]);
    await api.stop();
  });

  it('rejects a stored listener who is no longer named', async () => {
    await stage.client.signIn('demo_01');
    const before = await stage.instance.sql('SELECT * FROM spotify_grant');
    const { api, visit } = await open('demo_02');
    expect((await visit().signIn('demo_01')).status).toBe(403);
    expect(await stage.instance.sql('SELECT * FROM spotify_grant')).toEqual(before);
    await api.stop();
  });
});
