import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeFor, exchange, newPkce, refreshWith, tokenCall } from '../client.fixture.js';
import { demoClient, startSimulator, type Simulator } from '../start-simulator.js';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: new Date('2026-08-31T10:00:00Z') });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.control.reset());

const pkce = newPkce();
const invalidGrant = (error_description: string) => ({
  status: 400,
  body: { error: 'invalid_grant', error_description },
});
const signIn = async (listener?: string): Promise<string> =>
  String((await exchange(simulator, await codeFor(simulator, pkce, listener), pkce)).body['refresh_token']);

describe('authorization_code', () => {
  test('issues tokens in Spotify’s form once per code', async () => {
    const code = await codeFor(simulator, pkce);
    const first = await exchange(simulator, code, pkce);
    expect(first).toEqual({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^BQ[\w-]{100,}$/),
        token_type: 'Bearer',
        scope: 'user-top-read',
        expires_in: 3600,
        refresh_token: expect.stringMatching(/^AQ[\w-]{100,}$/),
      },
    });
    expect(await exchange(simulator, code, pkce)).toEqual(invalidGrant('Invalid authorization code'));
  });

  test.each([
    [
      'another redirect URI',
      { redirect_uri: 'http://127.0.0.1:4322/auth/spotify/callback' },
      'Invalid redirect URI',
    ],
    ['a wrong verifier', { code_verifier: newPkce().verifier }, 'code_verifier was incorrect'],
    ['no verifier', { code_verifier: undefined }, 'code_verifier was incorrect'],
  ])('refuses %s, and the code is used up', async (_what, change, description) => {
    const code = await codeFor(simulator, pkce);
    expect(await exchange(simulator, code, pkce, change)).toEqual(invalidGrant(description));
    expect(await exchange(simulator, code, pkce)).toEqual(invalidGrant('Invalid authorization code'));
  });

  test('accepts a code for 60 seconds of the simulator’s clock', async () => {
    const [young, old] = [await codeFor(simulator, pkce), await codeFor(simulator, pkce)];
    await simulator.control.advanceClock(58);
    expect((await exchange(simulator, young, pkce)).status).toBe(200);
    await simulator.control.advanceClock(2);
    expect(await exchange(simulator, old, pkce)).toEqual(invalidGrant('Invalid authorization code'));
  });

  test('names a missing parameter', async () => {
    expect(await exchange(simulator, '', pkce)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    const grant_type = 'authorization_code';
    expect(await tokenCall(simulator, { grant_type, code: 'x' })).toMatchObject({
      body: { error: 'invalid_request', error_description: 'redirect_uri must be supplied' },
    });
  });
});

describe('client credentials', () => {
  const wrong = { status: 400, body: { error: 'invalid_client', error_description: expect.any(String) } };
  const fields = { grant_type: 'refresh_token', refresh_token: 'unknown' };
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

  test('are accepted in the body', async () => {
    const inBody = { client_id: demoClient.id, client_secret: demoClient.secret };
    expect(await tokenCall(simulator, { ...fields, ...inBody }, {})).toEqual(
      invalidGrant('Invalid refresh token'),
    );
  });

  test.each([
    ['a wrong secret', basic(`${demoClient.id}:wrong`)],
    ['a wrong id', basic(`someone:${demoClient.secret}`)],
    ['no colon', basic(demoClient.id)],
    ['another scheme', { authorization: 'Bearer abc' }],
    ['nothing', {}],
  ])('%s is invalid_client with 400', async (_what, headers) => {
    expect(await tokenCall(simulator, fields, headers)).toEqual(wrong);
  });
});

describe('refresh_token', () => {
  test('returns no refresh token by default, and the old one stays valid', async () => {
    const refreshToken = await signIn();
    for (let round = 0; round < 2; round += 1) {
      const { status, body } = await refreshWith(simulator, refreshToken);
      expect(status).toBe(200);
      expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    }
  });

  test.each([
    ['null', null],
    ['empty', ''],
  ] as const)('%s: the field is present but empty', async (mode, value) => {
    await simulator.control.setListener('demo_01', { refreshToken: mode });
    expect((await refreshWith(simulator, await signIn())).body['refresh_token']).toBe(value);
  });

  test('rotate invalidates the old token at once', async () => {
    await simulator.control.setListener('demo_01', { refreshToken: 'rotate' });
    const first = await signIn();
    const second = String((await refreshWith(simulator, first)).body['refresh_token']);
    expect(second).toMatch(/^AQ/);
    expect(await refreshWith(simulator, first)).toEqual(invalidGrant('Refresh token revoked'));
    expect((await refreshWith(simulator, second)).status).toBe(200);
  });

  test('expires six calendar months after the consent, even if it is used', async () => {
    const refreshToken = await signIn();
    await simulator.control.setClock(new Date('2027-02-28T09:59:50Z'));
    expect((await refreshWith(simulator, refreshToken)).status).toBe(200);
    await simulator.control.setClock(new Date('2027-02-28T10:01:00Z'));
    expect(await refreshWith(simulator, refreshToken)).toEqual(invalidGrant('Refresh token expired'));
  });

  test('ends when the listener revokes it or the control interface expires it', async () => {
    const [revoked, expired] = [await signIn('demo_01'), await signIn('demo_02')];
    await simulator.control.revokeGrant('demo_01');
    await simulator.control.expireRefreshToken('demo_02');
    expect(await refreshWith(simulator, revoked)).toEqual(invalidGrant('Refresh token revoked'));
    expect(await refreshWith(simulator, expired)).toEqual(invalidGrant('Refresh token expired'));
    expect(await refreshWith(simulator, 'AQunknown')).toEqual(invalidGrant('Invalid refresh token'));
  });
});

test('the token endpoint rejects other grant types', async () => {
  expect(await tokenCall(simulator, { grant_type: 'password' })).toMatchObject({
    status: 400,
    body: { error: 'unsupported_grant_type' },
  });
  expect(await tokenCall(simulator, {})).toMatchObject({
    body: { error_description: 'grant_type parameter is missing' },
  });
});
