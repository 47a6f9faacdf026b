import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeTokenText, TOKEN_BYTES, TOKEN_LENGTH, tokenText } from './token-text.js';

const bytes = fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES });
const digit = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

describe('the text of an access token', () => {
  it.each([
    ['nothing but zeroes', 0x00, 'hdl_0000000000000000000000000002zMCsP'],
    ['nothing but ones', 0xff, 'hdl_aWgEPTl1tmebfsQzFP4bxwgy80V3E23Z2'],
  ])('of %s is what it always was', (_, byte, text) => {
    expect(tokenText(new Uint8Array(TOKEN_BYTES).fill(byte))).toBe(text);
  });

  it('has one length and one alphabet, and fits its own checksum', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const text = tokenText(random);
        expect(text).toMatch(/^hdl_[0-9A-Za-z]{33}$/);
        expect(text).toHaveLength(TOKEN_LENGTH);
        expect(judgeTokenText(text)).toBe('WELL_FORMED');
      }),
    );
  });

  it('is another for other bytes', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(tokenText(one)).not.toBe(tokenText(other));
      }),
    );
  });

  it('has 160 random bits at least', () => {
    expect(TOKEN_BYTES * 8).toBeGreaterThanOrEqual(160);
    expect(62n ** 27n).toBeGreaterThan(2n ** BigInt(TOKEN_BYTES * 8));
  });
});

describe('a token that was copied badly', () => {
  it('shows it when any one digit is another', () => {
    fc.assert(
      fc.property(bytes, fc.nat(TOKEN_LENGTH - 5), digit, (random, offset, replaced) => {
        const text = tokenText(random);
        const at = 4 + offset;
        fc.pre(text[at] !== replaced);
        expect(judgeTokenText(text.slice(0, at) + replaced + text.slice(at + 1))).toBe('MISSPELT');
      }),
    );
  });

  it('shows it when any two neighbours have changed places', () => {
    fc.assert(
      fc.property(bytes, fc.nat(TOKEN_LENGTH - 6), (random, offset) => {
        const text = tokenText(random);
        const at = 4 + offset;
        const [first = '', second = ''] = text.slice(at, at + 2);
        fc.pre(first !== second);
        expect(judgeTokenText(text.slice(0, at) + second + first + text.slice(at + 2))).toBe('MISSPELT');
      }),
    );
  });

  const WELL = tokenText(new Uint8Array(TOKEN_BYTES));
  it.each([
    ['nothing', ''],
    ['the prefix alone', 'hdl_'],
    ['a digit too few', WELL.slice(0, -1)],
    ['a digit too many', `${WELL}0`],
    ['another prefix', WELL.replace('hdl_', 'ghp_')],
    ['a prefix in capitals', WELL.replace('hdl_', 'HDL_')],
    ['a character that is no digit', WELL.replace('hdl_0', 'hdl_-')],
    ['a line break at its end', `${WELL}\n`],
    ["one of Spotify's", 'BQdemoA1'],
  ])('is none at all with %s', (_, text) => {
    expect(judgeTokenText(text)).toBe('FOREIGN');
  });
});
