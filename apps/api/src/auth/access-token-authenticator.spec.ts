import { AccessTokenRepository, type TokenHolder } from '#database';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { hashToken, AccessTokenAuthenticator } from './access-token-authenticator.js';
import { TOKEN_BYTES, formatToken } from './token-text.js';

const TEXT = formatToken(new Uint8Array(TOKEN_BYTES));
const HOLDER: TokenHolder = {
  listenerId: 1,
  tokenId: 'id',
  scope: 'READ',
  expired: false,
  isUseUnrecorded: false,
};

/** An authenticator whose look-ups return these results in order, the last one repeatedly. */
function createAuthenticator(...results: readonly (TokenHolder | null | Error)[]) {
  const lookUps: Uint8Array[] = [];
  const recorded: number[] = [];
  const tokens: Pick<AccessTokenRepository, 'findHolder' | 'recordUse'> = {
    findHolder: async (hash) => {
      const result = results[Math.min(lookUps.push(hash), results.length) - 1] ?? null;
      if (result instanceof Error) throw result;
      return result;
    },
    recordUse: async ({ listenerId }) => {
      recorded.push(listenerId);
      throw new Error('the database is read-only');
    },
  };
  return { lookUps, recorded, authenticator: new AccessTokenAuthenticator(tokens as AccessTokenRepository) };
}

beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(true));
afterEach(() => void jest.restoreAllMocks());

describe('AccessTokenAuthenticator', () => {
  it('looks a token up by its hash, once for all concurrent requests', async () => {
    const { lookUps, authenticator } = createAuthenticator(HOLDER);
    const holders = await Promise.all([1, 2, 3].map(() => authenticator.authenticate(TEXT)));
    expect(holders).toEqual([HOLDER, HOLDER, HOLDER]);
    await authenticator.authenticate(TEXT);
    expect(lookUps).toEqual([hashToken(TEXT)]);
  });

  it.each([
    ['unknown', null, 'is not known here'],
    ['expired', { ...HOLDER, expired: true }, 'has expired'],
    ['not found because the database failed', new Error('no database'), 'no database'],
  ])('looks a token up again that was %s', async (_, result, message) => {
    const { lookUps, authenticator } = createAuthenticator(result, HOLDER);
    await expect(authenticator.authenticate(TEXT)).rejects.toThrow(message);
    await expect(authenticator.authenticate(TEXT)).resolves.toBe(HOLDER);
    expect(lookUps).toHaveLength(2);
  });

  it.each([
    ['of Spotify', 'BQdemoA1', 'is not an access token of Headliner'],
    ['with a typing error', TEXT.replace('_0', '_1'), 'its checksum does not fit'],
  ])('looks up no token %s', async (_, text, message) => {
    const { lookUps, authenticator } = createAuthenticator(HOLDER);
    await expect(authenticator.authenticate(text)).rejects.toThrow(message);
    expect(lookUps).toEqual([]);
  });

  it('keeps valid tokens cached while thousands of malformed ones arrive', async () => {
    // The clock does not move, however long this takes.
    jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const { lookUps, authenticator } = createAuthenticator(HOLDER);
    await authenticator.authenticate(TEXT);
    const malformed = Array.from({ length: 10_001 }, (_, index) =>
      authenticator.authenticate(`hdl_${index}`),
    );
    const results = await Promise.allSettled(malformed);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(authenticator.findCached(TEXT)).toBe(HOLDER);
    expect(lookUps).toHaveLength(1);
  });

  it('finds a cached holder until the account is deleted', async () => {
    const { authenticator } = createAuthenticator(HOLDER, null);
    expect(authenticator.findCached(TEXT)).toBeNull();
    await authenticator.authenticate(TEXT);
    expect(authenticator.findCached(TEXT)).toBe(HOLDER);
    authenticator.invalidate(2);
    expect(authenticator.findCached(TEXT)).toBe(HOLDER);
    authenticator.invalidate(HOLDER.listenerId);
    expect(authenticator.findCached(TEXT)).toBeNull();
    await expect(authenticator.authenticate(TEXT)).rejects.toThrow('is not known here');
    expect(authenticator.wasValid(TEXT)).toBe(false);
  });

  it.each([
    [0, 499, HOLDER],
    [0, 502, null],
    [300, 199, HOLDER],
    [300, 202, null],
    [5_000, 2, null],
  ])(
    'counts the half second from the start of a look-up of %i ms: %i ms later',
    async (took, later, cached) => {
      let now = 1_000;
      jest.spyOn(performance, 'now').mockImplementation(() => now);
      const tokens: Pick<AccessTokenRepository, 'findHolder'> = {
        findHolder: async () => {
          now += took;
          return HOLDER;
        },
      };
      const authenticator = new AccessTokenAuthenticator(tokens as AccessTokenRepository);
      await authenticator.authenticate(TEXT);
      now += later;
      expect(authenticator.findCached(TEXT)).toBe(cached);
    },
  );

  it('accepts a token whose use cannot be recorded', async () => {
    const { recorded, authenticator } = createAuthenticator({ ...HOLDER, isUseUnrecorded: true });
    await expect(authenticator.authenticate(TEXT)).resolves.toMatchObject({ listenerId: 1 });
    expect(recorded).toEqual([1]);
  });
});
