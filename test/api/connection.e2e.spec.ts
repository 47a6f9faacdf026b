import { describe, expect, it } from '@jest/globals';
import { GrantWatch, served, setConnectedStage, TOP_ARTISTS } from './grant-watch.js';

const HOUR = 3_600;
const stage = setConnectedStage();
const grants = new GrantWatch(stage);

describe('the end of a connection', () => {
  it('follows a refused refresh token, keeps the last list, and causes no further calls', async () => {
    const fresh = await grants.outcome();
    await stage.control.revokeGrant();
    expect(await grants.outcome()).toEqual({ ...(fresh as object), source: 'CACHE' });
    expect(await grants.connection()).toMatchObject({
      status: 'REAUTHORIZATION_REQUIRED',
      lastErrorCode: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
    });
    await stage.control.clearRequests();
    await stage.instance.sql('DELETE FROM top_list');
    const { errors } = await stage.client.graphql(TOP_ARTISTS);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
      reconnectUrl: (await grants.connection())['reconnectUrl'],
    });
    expect(await stage.control.requests()).toEqual([]);
  });

  it('is verified after an hour and after a day, then the tokens are deleted', async () => {
    await stage.instance.sql('DELETE FROM top_list');
    await stage.control.revokeGrant();
    await grants.outcome();
    const callsAfter = async (seconds: number): Promise<number> => {
      await stage.control.clearRequests();
      await stage.instance.advanceClock(seconds);
      expect(await grants.outcome()).toBe('SPOTIFY_REAUTHORIZATION_REQUIRED');
      expect(await grants.outcome()).toBe('SPOTIFY_REAUTHORIZATION_REQUIRED');
      return (await stage.control.requests()).length;
    };
    expect(await callsAfter(HOUR - 60)).toBe(0);
    expect(await callsAfter(120)).toBe(1);
    expect(await callsAfter(20 * HOUR)).toBe(0);
    expect(await stage.instance.sql('SELECT 1 FROM spotify_grant WHERE refresh_token IS NULL')).toEqual([]);
    expect(await callsAfter(4 * HOUR)).toBe(1);
    expect(await stage.instance.sql('SELECT 1 FROM spotify_grant WHERE refresh_token IS NULL')).toHaveLength(
      1,
    );
    expect(await callsAfter(1_000 * HOUR)).toBe(0);
  });

  it('is undone if Spotify was wrong', async () => {
    await stage.control.expireAccessTokens();
    await stage.control.setFault({ endpoint: 'token', fault: 'false-invalid-grant', times: 1 });
    await grants.outcome();
    expect((await grants.connection())['status']).toBe('REAUTHORIZATION_REQUIRED');
    await stage.instance.advanceClock(HOUR);
    expect(await grants.outcome()).toEqual(served);
    expect((await grants.connection())['status']).toBe('ACTIVE');
  });

  it('does not follow if the listener signs in again while the old token is refused', async () => {
    await stage.control.expireAccessTokens();
    await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    await stage.control.setFault({
      endpoint: 'token',
      grantType: 'refresh_token',
      fault: 'false-invalid-grant',
      times: 1,
    });
    // Long enough to sign in before the answer, and shorter than the time-out.
    await stage.control.setLatency({ token: 4_000 });
    const slow = grants.outcome();
    await grants.refreshUnderWay();
    await stage.control.setLatency({ token: 0 });
    const again = stage.instance.client(stage.api);
    await again.signIn();
    expect(await slow).toEqual(served);
    expect((await grants.connection())['status']).toBe('ACTIVE');
  });

  it('follows no other error than invalid_grant', async () => {
    const faults = ['invalid-client', 'html-200', 'server-error', 'reset'] as const;
    await stage.instance.sql('DELETE FROM top_list');
    for (const fault of faults) {
      await stage.control.expireAccessTokens();
      await stage.control.setFault({ endpoint: 'token', fault, times: 1 });
      expect(await grants.outcome()).toBe(
        fault === 'invalid-client' ? 'SPOTIFY_MISCONFIGURED' : 'SPOTIFY_UNAVAILABLE',
      );
      expect((await grants.connection())['status']).toBe('ACTIVE');
    }
    expect(await grants.outcome()).toEqual(served);
  });

  it('is undone by signing in again', async () => {
    await stage.control.revokeGrant();
    await grants.outcome();
    const before = await grants.connection();
    await stage.instance.advanceClock(10);
    await stage.client.signIn();
    const after = await grants.connection();
    expect(after).toMatchObject({ status: 'ACTIVE', lastErrorCode: null });
    expect(String(after['authorizedAt']) > String(before['authorizedAt'])).toBe(true);
    expect(await grants.outcome()).toEqual(served);
  });
});

describe('the term of a connection', () => {
  it.each([
    ['2026-01-15T10:00:00.000Z', '2026-07-15T10:00:00.000Z'],
    ['2026-08-31T23:59:59.999Z', '2027-02-28T23:59:59.999Z'],
    ['2027-08-29T12:00:00.000Z', '2028-02-29T12:00:00.000Z'],
    ['2026-03-31T00:00:00.000Z', '2026-09-30T00:00:00.000Z'],
  ])('consent at %s ends at %s', async (authorizedAt, reauthorizeBy) => {
    await stage.instance.sql('UPDATE spotify_grant SET authorized_at = $1', [authorizedAt]);
    expect(await grants.connection()).toMatchObject({ authorizedAt, reauthorizeBy });
  });

  const MINUTE = 60_000;
  const DAYS = 24 * 60 * MINUTE;
  it.each([
    ['14 days and a minute', 14 * DAYS + MINUTE, 'ACTIVE'],
    ['14 days less a minute', 14 * DAYS - MINUTE, 'EXPIRING_SOON'],
    ['a minute', MINUTE, 'EXPIRING_SOON'],
    ['less than nothing', -DAYS, 'EXPIRING_SOON'],
  ])('with %s left (%i ms) the status is %s', async (_, left, status) => {
    await stage.instance.sql("UPDATE spotify_grant SET authorized_at = '2026-08-31T12:00:00Z'");
    await stage.instance.setClock(new Date(Date.parse('2027-02-28T12:00:00Z') - left));
    expect((await grants.connection())['status']).toBe(status);
  });
});
