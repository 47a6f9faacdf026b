import { AccessTokenRepository, type TokenHolder } from '#database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { hashOf, AccessTokenAuthenticator } from './access-token-authenticator.js';
import { TOKEN_BYTES, tokenText } from './token-text.js';

const TEXT = tokenText(new Uint8Array(TOKEN_BYTES));
const HOLDER: TokenHolder = { listenerId: 1, tokenId: 'id', scope: 'READ', expired: false, useIsNews: false };

/** Answers look-ups in this order, the last one again and again; and counts them. */
function holders(...answers: readonly (TokenHolder | null | Error)[]) {
  const asked: Uint8Array[] = [];
  const noted: number[] = [];
  const tokens: Pick<AccessTokenRepository, 'holder' | 'noteUse'> = {
    holder: async (hash) => {
      const answer = answers[Math.min(asked.push(hash), answers.length) - 1] ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    noteUse: async ({ listenerId }) => {
      noted.push(listenerId);
      throw new Error('no use');
    },
  };
  return { asked, noted, holders: new AccessTokenAuthenticator(tokens as AccessTokenRepository) };
}

beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(true));

describe('who holds a token', () => {
  it('is asked by its hash, and once for all who want to know at the same time', async () => {
    const { asked, holders: known } = holders(HOLDER);
    const found = await Promise.all([1, 2, 3].map(() => known.authenticate(TEXT)));
    expect(found).toEqual([HOLDER, HOLDER, HOLDER]);
    await known.authenticate(TEXT);
    expect(asked).toEqual([hashOf(TEXT)]);
  });

  it.each([
    ['unknown', null, 'is not known here'],
    ['expired', { ...HOLDER, expired: true }, 'has expired'],
    ['out of reach', new Error('no database'), 'no database'],
  ])('is asked again where the answer was: %s', async (_, answer, message) => {
    const { asked, holders: known } = holders(answer, HOLDER);
    await expect(known.authenticate(TEXT)).rejects.toThrow(message);
    await expect(known.authenticate(TEXT)).resolves.toBe(HOLDER);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['of Spotify', 'BQdemoA1', 'is not an access token of Headliner'],
    ['copied badly', TEXT.replace('_0', '_1'), 'its checksum does not fit'],
  ])('is not asked for one %s', async (_, text, message) => {
    const { asked, holders: known } = holders(HOLDER);
    await expect(known.authenticate(text)).rejects.toThrow(message);
    expect(asked).toEqual([]);
  });

  it('is remembered for the next request, until the account is deleted', async () => {
    const { holders: known } = holders(HOLDER, null);
    expect(known.recall(TEXT)).toBeNull();
    await known.authenticate(TEXT);
    expect(known.recall(TEXT)).toBe(HOLDER);
    known.forget(2);
    expect(known.recall(TEXT)).toBe(HOLDER);
    known.forget(HOLDER.listenerId);
    expect(known.recall(TEXT)).toBeNull();
    await expect(known.authenticate(TEXT)).rejects.toThrow('is not known here');
  });

  it('stands although its use could not be noted', async () => {
    const { noted, holders: known } = holders({ ...HOLDER, useIsNews: true });
    await expect(known.authenticate(TEXT)).resolves.toMatchObject({ listenerId: 1 });
    expect(noted).toEqual([1]);
  });
});
