import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, type OurProcess, setStage } from '../support/index.js';
import { signedIn } from './signed-in.js';

const stage = setStage();
const SIGN_INS_PER_MINUTE = 4;

let api: OurProcess;
beforeAll(async () => {
  api = await stage.instance.startApi({
    SPOTIFY_REQUESTS_PER_30S: '100',
    SIGN_INS_PER_MINUTE: String(SIGN_INS_PER_MINUTE),
    TRUSTED_PROXIES: '1',
    ALLOWED_LISTENERS: 'listener_1, demo_01',
    TOP_ARTISTS_MAX_AGE_SECONDS: '0',
  });
});
afterAll(() => api?.stop());

/** Starts a sign-in from an address, which the proxy passes on. */
function beginSignIn(address: string): Promise<Response> {
  return stage.instance.client(api).fetch('/auth/spotify', { headers: { 'x-forwarded-for': address } });
}

describe('sign-ins from one address', () => {
  it('start up to the limit, then get 429 with Retry-After, and start again after it', async () => {
    const statuses: number[] = [];
    for (const host of ['1', '2', '3', '4', '5'])
      statuses.push((await beginSignIn(`2001:db8::${host}`)).status);
    expect(statuses).toEqual([302, 302, 302, 302, 429]);
    // Other addresses have limits of their own.
    expect((await beginSignIn('192.0.2.1')).status).toBe(302);

    const refused = await beginSignIn('2001:db8::6');
    const seconds = Number(refused.headers.get('retry-after'));
    expect([refused.status, seconds > 30 && seconds <= 60]).toEqual([429, true]);
    expect(refused.headers.get('content-type')).toContain('text/html');
    expect(await refused.text()).toContain(`Try again in ${seconds} s`);
    await stage.instance.ageRateLimits(seconds);
    expect((await beginSignIn('2001:db8::6')).status).toBe(302);
  });

  it.each([
    [
      'its IPv4 address',
      '9.9.9.1',
      ['9.9.9.1:1024', '9.9.9.1:1025', '::ffff:9.9.9.1', '::FFFF:0909:0901', '[::ffff:909:901]:80'],
    ],
    [
      'its IPv6 network',
      '[2001:db8:7::1]:1024',
      ['2001:DB8:7:0::2', '[2001:db8:7::3]', '2001:db8:7::4%eth0'],
    ],
    ['the peer where a proxy passes no address on', 'nonsense', ['more nonsense', '127.0.0.1', '999.9.9.9']],
  ])('are counted by %s, in any notation', async (_, address, same) => {
    for (let started = 0; started < SIGN_INS_PER_MINUTE; started += 1)
      expect((await beginSignIn(address)).status).toBe(302);
    for (const notation of same)
      expect([notation, (await beginSignIn(notation)).status]).toEqual([notation, 429]);
  });
});

describe('made-up authorization codes', () => {
  it('use at most a fifth of the budget, even hundreds from many addresses, and others are served', async () => {
    // No part of the budget comes back, however long the rounds take.
    await stage.instance.freezeClock();
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
    for (let round = 0; round < 7; round += 1)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 30 }, (_, index) => guess(round * 30 + index)))),
      );
    const calls = (await stage.control.requests()).filter(({ path }) => path === '/api/token').length;
    expect(new Set(statuses)).toEqual(new Set([403, 503]));
    // The listener's own sign-in is one of the 20.
    expect(calls).toBe(19);
    expect(statuses.filter((status) => status === 403)).toHaveLength(calls);

    const { data, errors } = await listener.graphql('{ topArtists(range: LONG_TERM) { source } }');
    expect([data, errors]).toEqual([{ topArtists: { source: 'SPOTIFY' } }, undefined]);

    // A real sign-in is rejected with the waiting time.
    const refused = await stage.instance.client(api).signIn('listener_1');
    const seconds = Number(refused.headers.get('retry-after'));
    expect([refused.status, seconds > 0 && seconds <= 31]).toEqual([503, true]);
    const text = await refused.text();
    expect(text).toContain('has reached a limit on calls to Spotify');
    expect(text).toContain(`Try again in ${seconds} s`);
    await stage.instance.advanceClock(32);
    expect((await stage.instance.client(api).signIn('listener_1')).status).toBe(303);
  });
});

describe('ALLOWED_LISTENERS', () => {
  const openBrowser = (): Client => stage.instance.client(api);
  const countRows = async (): Promise<number> =>
    (await stage.instance.sql('SELECT id FROM listener UNION ALL SELECT listener_id FROM spotify_grant'))
      .length;

  it('lets those listeners sign in, rejects others with the reason, and stores nothing of them', async () => {
    const stranger = openBrowser();
    const refused = await stranger.signIn('demo_02');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('You do not have access to this instance');
    expect([await signedIn(stranger), await countRows()]).toEqual(['UNAUTHENTICATED', 0]);

    const friend = openBrowser();
    expect((await friend.signIn('demo_01')).status).toBe(303);
    expect([await signedIn(friend), await countRows()]).toEqual([
      expect.objectContaining({ id: expect.any(String) }),
      2,
    ]);
  });

  it('rejects a listener who signed in before and is no longer allowed', async () => {
    await stage.client.signIn('demo_02');
    const before = await stage.instance.sql('SELECT * FROM spotify_grant');
    expect((await openBrowser().signIn('demo_02')).status).toBe(403);
    expect(await stage.instance.sql('SELECT * FROM spotify_grant')).toEqual(before);
  });
});
