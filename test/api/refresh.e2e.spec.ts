import { afterAll, describe, expect, it } from '@jest/globals';
import type { Client, OurProcess } from '../support/index.js';
import { until } from '../support/until.js';
import { GrantWatch, served, setConnectedStage, TOP_ARTISTS } from './grant-watch.js';

const HOUR = 3_600;
const stage = setConnectedStage();
const grants = new GrantWatch(stage);

/** Further processes, which tests share. */
const others: OurProcess[] = [];
afterAll(async () => {
  await Promise.all(others.map((api) => api.stop()));
});

/** Browsers of the signed-in listener, each at a process of its own. */
async function openElsewhere(count: number): Promise<Client[]> {
  const missing = Array.from({ length: Math.max(0, count - others.length) }, () =>
    stage.instance.startApi({ TOP_ARTISTS_MAX_AGE_SECONDS: '0', SPOTIFY_REQUESTS_PER_30S: '1000' }),
  );
  others.push(...(await Promise.all(missing)));
  return others.slice(0, count).map((api) => {
    const client = stage.instance.client(api);
    client.shareSession(stage.client);
    return client;
  });
}

describe('automatic refresh', () => {
  it('refreshes an access token about a minute before it expires', async () => {
    await stage.instance.advanceClock(HOUR - 70);
    expect(await grants.outcome()).toEqual(served);
    expect(await grants.tokenCalls()).toBe(0);
    await stage.instance.advanceClock(15);
    expect(await grants.outcome()).toEqual(served);
    expect(await grants.tokenCalls()).toBe(1);
    expect(await grants.outcome()).toEqual(served);
    expect(await grants.tokenCalls()).toBe(1);
  });

  it('refreshes once and repeats the call if Spotify rejects an access token before it expires', async () => {
    await stage.control.expireAccessTokens();
    expect(await grants.outcome()).toEqual(served);
    const paths = (await stage.control.requests()).map(({ path }) => path);
    expect(paths).toEqual(['/v1/me/top/artists', '/api/token', '/v1/me/top/artists']);
  });

  it('gives up after one refresh if Spotify rejects every access token', async () => {
    await stage.instance.sql('DELETE FROM top_list');
    await stage.control.setFault({ endpoint: 'top-artists', fault: 'unauthorized', times: 10 });
    expect(await grants.outcome()).toBe('SPOTIFY_UNAVAILABLE');
    expect(await stage.control.requests()).toHaveLength(3);
    expect((await grants.connection())['status']).toBe('ACTIVE');
  });

  it.each(['omitted', 'null', 'empty', 'rotate'] as const)(
    'keeps a valid refresh token through three refreshes (refresh_token in the response: %s)',
    async (refreshToken) => {
      await stage.control.setListener('demo_01', { refreshToken });
      for (let round = 1; round <= 3; round += 1) {
        await stage.control.expireAccessTokens();
        expect(await grants.outcome()).toEqual(served);
        expect(await grants.tokenCalls()).toBe(round);
      }
    },
  );

  it('asks once for 50 requests at once from 4 processes, against rotating tokens', async () => {
    const everywhere = [stage.client, ...(await openElsewhere(3))];
    await stage.control.setListener('demo_01', { refreshToken: 'rotate' });
    await stage.control.setLatency({ token: 300 });
    await stage.control.expireAccessTokens();
    await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    const answers = await Promise.all(
      // Each request has its own limit, so that none shares the list of another.
      Array.from({ length: 50 }, (_, index) =>
        everywhere[index % 4]?.graphql(TOP_ARTISTS, { limit: 50 + index }),
      ),
    );
    expect(answers.flatMap((answer) => answer?.errors ?? [])).toEqual([]);
    expect(answers.map((answer) => answer?.data?.['topArtists'])).toEqual(
      Array.from({ length: 50 }, () => served),
    );
    expect(await grants.tokenCalls()).toBe(1);
    expect((await grants.connection())['status']).toBe('ACTIVE');
  });

  it.each([
    ['no other process refreshes', false],
    ['another process finds the lease expired and the old refresh token dead', true],
  ])(
    'stores a rotated refresh token that arrives after its process was paused past its lease: %s',
    async (_, another) => {
      const [paused, other] = await openElsewhere(2);
      await stage.control.setListener('demo_01', { refreshToken: 'rotate' });
      await stage.control.setLatency({ token: 3_000 });
      await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
      const answer = paused?.graphql(TOP_ARTISTS);
      await grants.refreshUnderWay();
      others[0]?.kill('SIGSTOP');
      await stage.control.setLatency({ token: 0 });
      const leaseOver = async (): Promise<boolean> => {
        const [row] = await stage.instance.sql<{ over: boolean }>(
          `SELECT lease_until + interval '2 seconds' < clock_now() AS over FROM spotify_grant`,
        );
        return row?.over ?? false;
      };
      await until(leaseOver, 'the end of the lease of the paused process');
      if (another) {
        await other?.graphql(TOP_ARTISTS);
        expect((await grants.connection())['status']).toBe('REAUTHORIZATION_REQUIRED');
      }
      others[0]?.kill('SIGCONT');

      expect((await answer)?.data?.['topArtists']).toEqual(served);
      expect((await grants.connection())['status']).toBe('ACTIVE');
      await stage.control.expireAccessTokens();
      for (const who of [paused, other]) expect(await grants.outcome(who)).toEqual(served);
      const refused = (await stage.control.requests()).filter(({ status }) => status === 400);
      expect(refused).toHaveLength(another ? 1 : 0);
    },
    60_000,
  );

  it('waits 15 seconds at most for a process that died while it renewed', async () => {
    const [doomed] = await openElsewhere(1);
    const doomedProcess = others.shift();
    await stage.control.expireAccessTokens();
    await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    await stage.control.setFault({
      endpoint: 'token',
      fault: { kind: 'slow-headers', milliseconds: 4_000 },
      times: 1,
    });
    const lost = doomed?.graphql(TOP_ARTISTS).catch(() => 'lost');
    // The slow call is the call of the doomed process.
    await grants.refreshUnderWay();
    doomedProcess?.kill('SIGKILL');
    const began = performance.now();
    expect(await grants.outcome()).toEqual(served);
    expect(performance.now() - began).toBeLessThan(16_000);
    expect(await lost).toBe('lost');
  });
});
