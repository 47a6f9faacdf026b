import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../../test/support/any-character.js';
import { hashToken } from '../auth/access-token-authenticator.js';
import { createShareToken } from './shares.service.js';

describe('the token of a share', () => {
  it('is 27 letters and digits, and never the same twice', () => {
    const tokens = Array.from({ length: 500 }, createShareToken);
    expect(tokens.filter((token) => !/^[0-9A-Za-z]{27}$/.test(token))).toEqual([]);
    expect(new Set(tokens).size).toBe(500);
    // 160 bits need 27 digits, and any digit can be at any place but the first.
    for (let place = 1; place < 27; place += 1)
      expect(new Set(tokens.map((token) => token[place])).size).toBeGreaterThan(50);
  });

  it('has a hash of 32 bytes, and so has any other text', () =>
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => expect(hashToken(text)).toHaveLength(32)),
    ));
});
