import { describe, expect, it } from '@jest/globals';
import { type Client, type OurProcess, setStage } from '../support/index.js';
import { signedIn } from './signed-in.js';

const stage = setStage();

describe('sign-ins from one address', () => {
  it('begin up to the limit; the next is told when to come back, and let through then', async () => {
    await stage.instance.sql(
      `CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE
       AS $$ SELECT timestamptz '${new Date().toISOString()}' $$`,
    );
    const api = await stage.instance.startApi({ SIGN_INS_PER_MINUTE: '3', TRUSTED_PROXIES: '1' });
    const begin = (address: string): Promise<Response> =>
      stage.instance.client(api).fetch('/auth/spotify', { headers: { 'x-forwarded-for': address } });
    const statuses: number[] = [];
    for (const host of ['1', '2', '3', '4']) statuses.push((await begin(`2001:db8::${host}`)).status);
    expect(statuses).toEqual([302, 302, 302, 429]);
    // Others are not in the way of it.
    expect((await begin('192.0.2.1')).status).toBe(302);

    const refused = await begin('2001:db8::5');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(refused.headers.get('content-type')).toContain('text/html');
    expect(await refused.text()).toContain('Try again in 60 s');
    await stage.instance.advanceClock(60);
    expect((await begin('2001:db8::5')).status).toBe(302);
    await api.stop();
  });
});

describe('where listeners are named', () => {
  async function open(ids: string): Promise<{ api: OurProcess; visit: () => Client }> {
    const api = await stage.instance.startApi({ ALLOWED_LISTENERS: ids });
    return { api, visit: () => stage.instance.client(api) };
  }
  const rows = async (): Promise<unknown> =>
    (await stage.instance.sql('SELECT id FROM listener UNION ALL SELECT listener_id FROM spotify_grant'))
      .length;

  it('those sign in, others are told why not, and nothing of them is stored', async () => {
    const { api, visit } = await open('nobody, demo_01');
    const stranger = visit();
    const refused = await stranger.signIn('demo_02');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('This instance is not open to everyone');
    expect([await signedIn(stranger), await rows()]).toEqual(['UNAUTHENTICATED', 0]);

    const friend = visit();
    expect((await friend.signIn('demo_01')).status).toBe(303);
    expect([await signedIn(friend), await rows()]).toEqual([
      expect.objectContaining({ id: expect.any(String) }),
      2,
    ]);
    await api.stop();
  });

  it('who was known and no longer is allowed is refused as well', async () => {
    await stage.client.signIn('demo_01');
    const before = await stage.instance.sql('SELECT * FROM spotify_grant');
    const { api, visit } = await open('demo_02');
    expect((await visit().signIn('demo_01')).status).toBe(403);
    expect(await stage.instance.sql('SELECT * FROM spotify_grant')).toEqual(before);
    await api.stop();
  });
});
