import { describe, expect, it } from '@jest/globals';
import { tokenResponse } from './accounts-client.js';

const good = {
  access_token: 'BQ-._~+/09azAZ==',
  token_type: 'Bearer',
  expires_in: 3_600,
  refresh_token: 'AQ!"~09azAZ',
  scope: 'user-top-read',
};

describe('tokenResponse', () => {
  it('reads every field of a complete response', () => {
    expect(tokenResponse.parse(good)).toEqual({
      accessToken: good.access_token,
      expiresInSeconds: 3_600,
      refreshToken: good.refresh_token,
      scopes: ['user-top-read'],
    });
  });

  it.each([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 7],
    ['a list', ['BQabc']],
    ['with a line break inside', 'BQ\r\nx-injected: 1'],
    ['with a line break at the end', 'BQabc\n'],
    ['with a blank', 'BQ abc'],
    ['blank', ' '],
    ['with NUL', 'BQ\u0000abc'],
    ['not ASCII', 'BQäbc'],
    ['with half of a surrogate pair', 'BQ\ud800'],
    ['too long', 'x'.repeat(4_097)],
  ])('refuses an access token that is %s', (_, access_token) => {
    expect(tokenResponse.safeParse({ ...good, access_token }).success).toBe(false);
  });

  it.each([
    ['a number', 7],
    ['with a line break', 'AQ\r\nabc'],
    ['with a blank', 'AQ abc'],
    ['blank', ' '],
    ['with NUL', 'AQ\u0000abc'],
    ['not ASCII', 'AQäbc'],
    ['too long', 'x'.repeat(4_097)],
  ])('refuses the whole response for a refresh token that is %s', (_, refresh_token) => {
    expect(tokenResponse.safeParse({ ...good, refresh_token }).success).toBe(false);
  });

  it.each([undefined, null, ''])('reads a refresh token of %j as missing', (refresh_token) => {
    expect(tokenResponse.parse({ ...good, refresh_token }).refreshToken).toBeNull();
  });

  it.each([
    ['Bearer', true],
    ['bearer', true],
    [undefined, true],
    [null, true],
    ['mac', false],
    ['', false],
    [7, false],
  ])('takes a token_type of %j: %s', (token_type, taken) => {
    expect(tokenResponse.safeParse({ ...good, token_type }).success).toBe(taken);
  });

  it.each([undefined, null, '3600', 0, -5, 1.5, 86_401, 1e300, {}])(
    'takes an hour for a lifetime of %j',
    (expires_in) => {
      expect(tokenResponse.parse({ ...good, expires_in }).expiresInSeconds).toBe(3_600);
    },
  );

  it.each([
    ['user-top-read user-read-email', ['user-top-read', 'user-read-email']],
    [' user-top-read  user-read-email ', ['user-top-read', 'user-read-email']],
    [undefined, null],
    [null, null],
    ['', null],
    ['  ', null],
    ['user\u0000top', null],
    ['user-tóp-read', null],
    ['\ud800', null],
    ['x'.repeat(4_097), null],
    [['user-top-read'], null],
  ])('reads the scope %j as %j', (scope, scopes) => {
    expect(tokenResponse.parse({ ...good, scope }).scopes).toEqual(scopes);
  });
});
