import { describe, expect, it } from '@jest/globals';
import { apiEnv } from '../api.env.js';
import { ApiSettings } from './api-settings.js';

function settingsWith(environment: Record<string, string>): ApiSettings {
  return new ApiSettings(
    apiEnv.parse({
      DATABASE_URL: 'postgresql://localhost/none',
      KEYRING_FILE: 'none',
      SESSION_SECRET: 'x'.repeat(32),
      SPOTIFY_CLIENT_ID: 'client',
      SPOTIFY_CLIENT_SECRET: 'secret',
      ...environment,
    }),
  );
}

describe('ALLOWED_LISTENERS', () => {
  it.each([
    ['one', 'account_1', 'one', true],
    ['one', 'account_1', ' two , account_1 ', true],
    ['one', null, 'two,one', true],
    ['one', 'account_1', 'two,account_2', false],
    ['one', null, 'null', false],
    [null, 'account_1', 'account_1', true],
    [null, 'account_1', 'one,null', false],
    ['on', null, 'one', false],
  ])('decides about listener %s with account %s by "%s": %s', (id, accountId, listeners, expected) => {
    expect(settingsWith({ ALLOWED_LISTENERS: listeners }).allows({ id, accountId })).toBe(expected);
  });

  it('allows every listener if it is not set', () => {
    expect(settingsWith({}).allows({ id: 'one', accountId: null })).toBe(true);
  });
});

describe('isAllowedImage', () => {
  it.each(['https://i.scdn.co/image/ab67', 'https://image-cdn-ak.spotifycdn.com/image/ab67'])(
    'accepts %s',
    (address) => expect(settingsWith({}).isAllowedImage(address)).toBe(true),
  );

  it.each([
    '',
    'i.scdn.co/image/ab67',
    '//i.scdn.co/image/ab67',
    'http://i.scdn.co/image/ab67',
    'https://scdn.co/image/ab67',
    'https://evilscdn.co/image/ab67',
    'https://i.scdn.co.example.org/image/ab67',
    'https://i.scdn.co:8443/image/ab67',
    'https://someone@i.scdn.co/image/ab67',
    'https://example.org/https://i.scdn.co/',
    'https://example.org\\.scdn.co/',
    'javascript:https://i.scdn.co/',
    'data:image/png;base64,AA==',
  ])('rejects "%s"', (address) => expect(settingsWith({}).isAllowedImage(address)).toBe(false));

  it('accepts pictures of the simulator in demo mode, at its exact port', () => {
    const demo = { SPOTIFY_API_URL: 'http://127.0.0.1:3002', DEMO: 'true' };
    expect(settingsWith(demo).isAllowedImage('http://127.0.0.1:3002/image/x')).toBe(true);
    expect(settingsWith(demo).isAllowedImage('http://127.0.0.1:30021/image/x')).toBe(false);
    expect(settingsWith({ ...demo, DEMO: 'false' }).isAllowedImage('http://127.0.0.1:3002/image/x')).toBe(
      false,
    );
  });
});
