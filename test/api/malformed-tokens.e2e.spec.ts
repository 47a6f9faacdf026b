import { describe, expect, it } from '@jest/globals';
import { loadKeyring } from '../../libs/database/src/tokens/keyring.js';
import { TokenCipher } from '../../libs/database/src/tokens/token-cipher.js';
import { GrantWatch, served, setConnectedStage } from './grant-watch.js';
import { signedIn } from './signed-in.js';

const stage = setConnectedStage();
const grants = new GrantWatch(stage);

/** Fields that make a token response unusable, whatever else it contains. */
const MALFORMED = [
  ['an access token with a line break', { access_token: 'BQ\r\nx-injected: 1' }],
  ['an access token that is not ASCII', { access_token: 'BQäbc' }],
  ['an access token with NUL', { access_token: 'BQ\u0000' }],
  ['an empty access token', { access_token: '' }],
  ['an access token that is too long', { access_token: 'x'.repeat(5_000) }],
  ['a refresh token with a line break', { refresh_token: 'AQ\r\nabc' }],
  ['a refresh token with half of a surrogate pair', { refresh_token: 'AQ\ud800' }],
  ['a token of another type', { token_type: 'mac' }],
] as const;

async function grant(): Promise<unknown> {
  return stage.instance.sql(
    'SELECT refresh_token, access_token, access_token_expires_at, scopes, revision, ended_at, lease_holder FROM spotify_grant',
  );
}

describe('a malformed token response', () => {
  it.each(MALFORMED)('with %s at a refresh is not stored, and the next refresh succeeds', async (_, set) => {
    await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    const before = await grant();
    await stage.control.setFault({ endpoint: 'token', fault: { kind: 'fields', set }, times: 1 });
    expect(await grants.outcome()).toBe('SPOTIFY_UNAVAILABLE');
    expect(await grant()).toEqual(before);
    expect(await grants.connection()).toMatchObject({
      status: 'ACTIVE',
      lastErrorCode: 'SPOTIFY_UNAVAILABLE',
    });
    expect(await grants.outcome()).toEqual(served);
    expect(await grants.tokenCalls()).toBe(2);
  });

  it.each(MALFORMED)('with %s at a sign-in leads to an error page and is not stored', async (_, set) => {
    await stage.control.setFault({ endpoint: 'token', fault: { kind: 'fields', set }, times: 1 });
    const visitor = stage.instance.client(stage.api);
    const response = await visitor.signIn('demo_02');
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('is not available');
    expect(await signedIn(visitor)).toBe('UNAUTHENTICATED');
    expect(await stage.instance.sql("SELECT 1 FROM listener WHERE spotify_id = 'demo_02'")).toEqual([]);
  });

  it.each([
    ['a scope with NUL', { scope: 'user\u0000top' }],
    ['a scope with half of a surrogate pair', { scope: '\ud800' }],
    ['a lifetime that is text', { expires_in: 'soon' }],
    ['a negative lifetime', { expires_in: -1 }],
  ])('with %s is accepted, and that field is ignored', async (_, set) => {
    await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = now()');
    await stage.control.setFault({ endpoint: 'token', fault: { kind: 'fields', set }, times: 1 });
    expect(await grants.outcome()).toEqual(served);
    expect(await grants.outcome()).toEqual(served);
    expect(await grants.tokenCalls()).toBe(1);
    expect(await stage.instance.sql('SELECT scopes FROM spotify_grant')).toEqual([
      { scopes: ['user-top-read'] },
    ]);
  });
});

it('a stored access token that cannot be sent in a header is refreshed at once', async () => {
  const [row] = await stage.instance.sql<{ id: number }>('SELECT listener_id AS id FROM spotify_grant');
  const { keyring } = await loadKeyring(stage.instance.settings['KEYRING_FILE'] ?? '');
  const place = { table: 'spotify_grant', column: 'access_token', row: String(row?.id) } as const;
  await stage.instance.sql('UPDATE spotify_grant SET access_token = $1', [
    await new TokenCipher(keyring).encrypt('BQ\r\nabc', place),
  ]);
  expect(await grants.outcome()).toEqual(served);
  expect(await grants.tokenCalls()).toBe(1);
});
