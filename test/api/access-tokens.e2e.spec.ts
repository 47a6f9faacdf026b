import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { askForToken, mint, program, refusal, revoke } from './minting.js';

const stage = setStage();
const LIST = '{ viewer { accessTokens { id name scope createdAt expiresAt lastUsedAt } } }';
const DAY_MS = 86_400_000;

async function listed(): Promise<unknown> {
  return (await stage.client.graphql(LIST)).data?.['viewer'];
}

describe('createAccessToken', () => {
  it('shows the secret once, and stores its SHA-256', async () => {
    await stage.client.signIn();
    const { secret, accessToken } = await mint(stage.client, { name: ' kitchen display ' });
    expect(secret).toMatch(/^hdl_[0-9A-Za-z]{33}$/);
    expect(accessToken).toMatchObject({ name: 'kitchen display', scope: 'READ', lastUsedAt: null });
    expect(Date.parse(accessToken.expiresAt) - Date.parse(accessToken.createdAt)).toBe(90 * DAY_MS);
    expect(await listed()).toEqual({ accessTokens: [accessToken] });
    const hash = createHash('sha256').update(secret).digest();
    expect(await stage.instance.sql('SELECT hash FROM access_token')).toEqual([{ hash }]);
  });

  it('creates a token with the requested lifetime and scope, and lists the newest first', async () => {
    await stage.client.signIn();
    const first = await mint(stage.client, { scope: 'WRITE', expiresInDays: 1 });
    await stage.instance.advanceClock(1);
    const second = await mint(stage.client, { expiresInDays: 365 });
    expect(first.accessToken.scope).toBe('WRITE');
    expect(await listed()).toEqual({ accessTokens: [second.accessToken, first.accessToken] });
    await stage.instance.advanceClock(86_400);
    expect(await listed()).toEqual({ accessTokens: [second.accessToken] });
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(61) }],
    ['name', { name: 'two\nlines' }],
    ['expiresInDays', { expiresInDays: 0 }],
    ['expiresInDays', { expiresInDays: 366 }],
    ['expiresInDays', { expiresInDays: -2_147_483_648 }],
  ])('rejects and names an invalid "%s": %j', async (argument, input) => {
    await stage.client.signIn();
    const refused = await askForToken(stage.client, input);
    expect(refusal(refused)).toContain(`BAD_USER_INPUT: The argument "${argument}" must be`);
    expect(refused.errors?.[0]?.extensions['argument']).toBe(argument);
    expect(await listed()).toEqual({ accessTokens: [] });
  });

  it('is refused beyond 20 in an hour; rejected requests do not count', async () => {
    await stage.client.signIn();
    await askForToken(stage.client, { name: '' });
    for (let made = 1; made <= 20; made += 1) await mint(stage.client);
    const { errors } = await askForToken(stage.client);
    expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    const seconds = Number(errors?.[0]?.extensions['retryAfterSeconds']);
    expect(seconds).toBeGreaterThan(3_000);
    await stage.instance.ageRateLimits(seconds);
    await mint(stage.client);
  });

  it('is refused beyond 50 working tokens, also for concurrent requests', async () => {
    await stage.client.signIn();
    await stage.instance.sql(
      `INSERT INTO access_token (listener_id, hash, name, scope, expires_at)
       SELECT id, sha256(n::text::bytea), 'seeded', 'READ', clock_now() + make_interval(days => CASE n WHEN 1 THEN -31 WHEN 2 THEN -1 ELSE 1 END)
       FROM listener, generate_series(1, 51) AS n`,
    );
    const answers = await Promise.all([1, 2, 3].map(() => askForToken(stage.client)));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    const refused = answers.find(({ errors }) => errors);
    expect(refused && refusal(refused)).toContain('BAD_USER_INPUT: You already have 50 access tokens');
    // A token that expired recently stays, so that its error can say so; older ones are deleted.
    expect(await stage.instance.sql('SELECT count(*)::int AS stored FROM access_token')).toEqual([
      { stored: 51 },
    ]);
  });
});

describe('revokeAccessToken', () => {
  it('removes a token from the list, and the token stops working', async () => {
    await stage.client.signIn();
    const [kept, { accessToken }] = [await mint(stage.client), await mint(stage.client, { name: 'lost' })];
    expect((await revoke(stage.client, accessToken.id)).data).toEqual({
      revokeAccessToken: { accessToken: { id: accessToken.id, name: 'lost' } },
    });
    expect(await listed()).toEqual({ accessTokens: [kept.accessToken] });
    expect(refusal(await revoke(stage.client, accessToken.id))).toContain('NOT_FOUND: ');
  });

  it("returns the same error for another listener's token as for an unknown one, and does not revoke it", async () => {
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    const theirs = await mint(other);
    await stage.client.signIn();
    const answers = await Promise.all(
      [theirs.accessToken.id, '00000000-0000-4000-8000-000000000000', 'no id', ''].map(async (id) =>
        refusal(await revoke(stage.client, id)),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('NOT_FOUND: You have no access token with this ID.');
    expect((await program(stage, theirs.secret).graphql('{ viewer { id } }')).errors).toBeUndefined();
  });
});

describe('an access token', () => {
  it.each(['READ', 'WRITE'])(
    'with the scope %s can neither create nor revoke access tokens',
    async (scope) => {
      await stage.client.signIn();
      const { secret, accessToken } = await mint(stage.client, { scope });
      const holder = program(stage, secret);
      expect(refusal(await askForToken(holder))).toContain(
        'FORBIDDEN: Access tokens are created in a browser session',
      );
      expect(refusal(await revoke(holder, accessToken.id))).toContain('FORBIDDEN: Access tokens are revoked');
      expect(await stage.instance.sql('SELECT name FROM access_token')).toEqual([{ name: 'a program' }]);
    },
  );

  it('can be neither created nor listed without a sign-in', async () => {
    expect(refusal(await askForToken(stage.client))).toContain('UNAUTHENTICATED: You are not signed in.');
    expect(refusal(await stage.client.graphql(LIST))).toContain('UNAUTHENTICATED: ');
  });
});
