import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkToken, TOKEN_BYTES, TOKEN_LENGTH, formatToken } from './token-text.js';

const bytes = fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES });
const digit = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

describe('formatToken', () => {
  it.each([
    ['bytes of zeros', 0x00, 'hdl_0000000000000000000000000002zMCsP'],
    ['bytes of ones', 0xff, 'hdl_aWgEPTl1tmebfsQzFP4bxwgy80V3E23Z2'],
  ])('has a fixed result for %s', (_, byte, text) => {
    expect(formatToken(new Uint8Array(TOKEN_BYTES).fill(byte))).toBe(text);
  });

  it('returns 37 base-62 characters with a valid checksum', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const text = formatToken(random);
        expect(text).toMatch(/^hdl_[0-9A-Za-z]{33}$/);
        expect(text).toHaveLength(TOKEN_LENGTH);
        expect(checkToken(text)).toBe('VALID');
      }),
    );
  });

  it('returns different texts for different bytes', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(formatToken(one)).not.toBe(formatToken(other));
      }),
    );
  });

  it('encodes at least 160 random bits', () => {
    expect(TOKEN_BYTES * 8).toBeGreaterThanOrEqual(160);
    expect(62n ** 27n).toBeGreaterThan(2n ** BigInt(TOKEN_BYTES * 8));
  });
});

describe('checkToken', () => {
  it('detects any single wrong character', () => {
    fc.assert(
      fc.property(bytes, fc.nat(TOKEN_LENGTH - 5), digit, (random, offset, replaced) => {
        const text = formatToken(random);
        const at = 4 + offset;
        fc.pre(text[at] !== replaced);
        expect(checkToken(text.slice(0, at) + replaced + text.slice(at + 1))).toBe('BAD_CHECKSUM');
      }),
    );
  });

  it('detects any two swapped neighbours', () => {
    fc.assert(
      fc.property(bytes, fc.nat(TOKEN_LENGTH - 6), (random, offset) => {
        const text = formatToken(random);
        const at = 4 + offset;
        const [first = '', second = ''] = text.slice(at, at + 2);
        fc.pre(first !== second);
        expect(checkToken(text.slice(0, at) + second + first + text.slice(at + 2))).toBe('BAD_CHECKSUM');
      }),
    );
  });

  const WELL_FORMED = formatToken(new Uint8Array(TOKEN_BYTES));
  it.each([
    ['an empty text', ''],
    ['the prefix alone', 'hdl_'],
    ['a token with a character too few', WELL_FORMED.slice(0, -1)],
    ['a token with a character too many', `${WELL_FORMED}0`],
    ['a token with another prefix', WELL_FORMED.replace('hdl_', 'ghp_')],
    ['a token with a prefix in capitals', WELL_FORMED.replace('hdl_', 'HDL_')],
    ['a token with a character outside base 62', WELL_FORMED.replace('hdl_0', 'hdl_-')],
    ['a token with a line break at its end', `${WELL_FORMED}\n`],
    ['a token of Spotify', 'BQdemoA1'],
  ])('rejects %s as foreign', (_, text) => {
    expect(checkToken(text)).toBe('BAD_FORMAT');
  });
});
