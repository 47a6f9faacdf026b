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
