import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { apiCall, authorizeUrl, codeFor, exchange, newPkce, refreshWith } from '../client.fixture.js';
import { startSimulator, type Simulator } from '../start-simulator.js';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: new Date('2026-11-22T12:00:00Z'), accessTokenLifetimeSeconds: 60 });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.control.reset());

describe('the log', () => {
  test('records the caller and the result of each request, but no token, code or secret', async () => {
    const pkce = newPkce();
    const code = await codeFor(simulator, pkce);
    const { body } = await exchange(simulator, code, pkce);
    const [accessToken, refreshToken] = [String(body['access_token']), String(body['refresh_token'])];
    await refreshWith(simulator, refreshToken);
    await apiCall(simulator, '/v1/me/top/artists?time_range=long_term&limit=50&offset=50', accessToken);
    await apiCall(simulator, '/v1/nowhere', accessToken);
    const log = await simulator.control.requests();
    expect(
      log.map(({ method, path, listener, grantType, range, limit, offset, status }) => [
        method,
        path,
        listener,
        grantType,
        range,
        limit,
        offset,
        status,
      ]),
    ).toEqual([
      ['POST', '/authorize/decision', 'demo_01', null, null, null, null, 302],
      ['POST', '/api/token', 'demo_01', 'authorization_code', null, null, null, 200],
      ['POST', '/api/token', 'demo_01', 'refresh_token', null, null, null, 200],
      ['GET', '/v1/me/top/artists', 'demo_01', null, 'long_term', '50', '50', 200],
      ['GET', '/v1/nowhere', null, null, null, null, null, 404],
    ]);
    const text = JSON.stringify(log);
    for (const secret of [code, accessToken, refreshToken, pkce.verifier, 'headliner-demo-secret']) {
      expect(text).not.toContain(secret);
    }
    await simulator.control.clearRequests();
    expect(await simulator.control.requests()).toEqual([]);
  });
});

describe('the counters', () => {
  test('count concurrent refreshes, and token calls per grant', async () => {
    const { grant, refreshToken } = await simulator.control.grant({ listener: 'demo_01' });
    await simulator.control.setLatency({ token: 200 });
    await Promise.all(Array.from({ length: 5 }, () => refreshWith(simulator, refreshToken)));
    await simulator.control.setLatency({ token: 0 });
    await refreshWith(simulator, refreshToken);
    expect(await simulator.control.counters()).toEqual({
      concurrentRefreshes: { now: 0, max: 5 },
      tokenCalls: [{ grant, listener: 'demo_01', authorizationCode: 0, refreshToken: 6 }],
    });
  });

  test('one of two concurrent refreshes fails with rotation and latency', async () => {
    const { refreshToken } = await simulator.control.grant({ listener: 'demo_01' });
    await simulator.control.setListener('demo_01', { refreshToken: 'rotate' });
    await simulator.control.setLatency({ token: 100 });
    const replies = await Promise.all([
      refreshWith(simulator, refreshToken),
      refreshWith(simulator, refreshToken),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});

describe('the rolling window', () => {
  test('rejects web API calls of all listeners until calls leave the window', async () => {
    const one = await simulator.control.grant({ listener: 'demo_01' });
    const two = await simulator.control.grant({ listener: 'demo_02' });
    await simulator.control.setRateLimit({ requests: 3, perSeconds: 1 });
    const calls = [one, one, two, two].map(({ accessToken }) => apiCall(simulator, '/v1/me', accessToken));
    const answers = await Promise.all(calls);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429]);
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1');
    expect((await refreshWith(simulator, one.refreshToken)).status).toBe(200);
    await simulator.control.setRateLimit(null);
    expect((await apiCall(simulator, '/v1/me', one.accessToken)).status).toBe(200);
  });
});

describe('the clock', () => {
  test('can be set and advanced, and keeps running', async () => {
    const set = await simulator.control.setClock(new Date('2028-02-29T23:59:59.500Z'));
    expect(set.toISOString()).toMatch(/^2028-02-29T23:59:59/);
    const moved = await simulator.control.advanceClock(-86_400);
    expect(moved.toISOString().slice(0, 10)).toBe('2028-02-28');
    expect((await simulator.control.clock()).getTime()).toBeGreaterThanOrEqual(moved.getTime());
  });

  test('applies to a short expires_in', async () => {
    const { accessToken, expiresInSeconds } = await simulator.control.grant({ listener: 'demo_01' });
    expect(expiresInSeconds).toBe(60);
    await simulator.control.advanceClock(60);
    expect((await apiCall(simulator, '/v1/me', accessToken)).status).toBe(401);
  });
});

describe('listeners and grants', () => {
  test('a grant can have a consent in the past', async () => {
    const consentedAt = '2026-05-23T12:00:00.000Z';
    const { refreshToken } = await simulator.control.grant({ listener: 'demo_01', consentedAt });
    expect((await simulator.control.listener('demo_01')).grants).toEqual([
      expect.objectContaining({ consentedAt, refreshExpiresAt: '2026-11-23T12:00:00.000Z', revoked: false }),
    ]);
    expect((await refreshWith(simulator, refreshToken)).status).toBe(200);
    await simulator.control.advanceClock(86_400);
    expect((await refreshWith(simulator, refreshToken)).body['error_description']).toBe(
      'Refresh token expired',
    );
  });

  test('a revoked grant invalidates its access tokens', async () => {
    const { accessToken } = await simulator.control.grant({ listener: 'demo_01' });
    await simulator.control.revokeGrant('demo_01');
    expect((await apiCall(simulator, '/v1/me', accessToken)).status).toBe(401);
  });

  test('an unknown listener is rejected', async () => {
    await expect(simulator.control.listener('missing_listener')).rejects.toThrow(
      /404.*There is no listener .*missing_listener/s,
    );
    await expect(simulator.control.grant({ listener: 'listener_0' })).rejects.toThrow(/404/);
    await expect(simulator.control.revokeGrant('missing_listener')).rejects.toThrow(/404/);
  });
});

describe('reset', () => {
  test('resets everything, or everything but the grants', async () => {
    const { refreshToken } = await simulator.control.grant({ listener: 'demo_01' });
    const disturb = async (): Promise<void> => {
      await simulator.control.setFault({ endpoint: 'any', fault: 'server-error', times: 'always' });
      await simulator.control.setRateLimit({ requests: 1 });
      await simulator.control.setLatency({ token: 600_000 });
      await simulator.control.setListener('demo_01', { refreshToken: 'rotate', artists: 0 });
      await simulator.control.setClock(new Date('2040-01-01T00:00:00Z'));
    };
    await disturb();
    await simulator.control.reset({ keepGrants: true });
    expect((await refreshWith(simulator, refreshToken)).body).not.toHaveProperty('refresh_token');
    expect((await simulator.control.clock()).getUTCFullYear()).toBe(2026);
    expect((await simulator.control.listener('demo_01')).settings.artists).toBe(124);
    await disturb();
    await simulator.control.reset();
    expect((await refreshWith(simulator, refreshToken)).body['error_description']).toBe(
      'Invalid refresh token',
    );
    expect(await simulator.control.faults()).toEqual([]);
  });
});

describe('the control interface', () => {
  const health = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${simulator.url}/_control/health`, { headers });

  test('serves local programs and rejects pages of other origins', async () => {
    await expect(simulator.control.health()).resolves.toBeUndefined();
    expect((await health({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await health({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  test('rejects invalid requests with 400 or 404 and the reason', async () => {
    const put = (path: string, body: string): Promise<Response> =>
      fetch(`${simulator.url}/_control${path}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body,
      });
    expect((await put('/clock', '{"now":"tomorrow"}')).status).toBe(400);
    expect((await put('/clock', '{"now":')).status).toBe(400);
    expect((await put('/rate-limit', '{"requests":0}')).status).toBe(400);
    expect((await put('/nothing', '{}')).status).toBe(404);
  });
});

test('decide throws the status of a rejected decision', async () => {
  const url = authorizeUrl(simulator, newPkce(), { client_id: 'wrong' });
  await expect(simulator.control.decide(url, 'demo_01')).rejects.toThrow(/answered 400/);
});
