import { describe, expect, it } from '@jest/globals';
import { tokenName } from './token-name.js';

describe('the name of an access token', () => {
  it.each([
    ['a', 'a'],
    ['  my laptop  ', 'my laptop'],
    ['кухня · 台所 ❤️', 'кухня · 台所 ❤️'],
    ['x'.repeat(60), 'x'.repeat(60)],
    // Sixty characters, and twice as many units of JavaScript.
    ['🎧'.repeat(60), '🎧'.repeat(60)],
  ])('may be %j', (given, name) => {
    expect(tokenName(given)).toBe(name);
  });

  it.each([
    ['empty', ''],
    ['nothing but spaces', ' \u00a0\u3000'],
    ['nothing that can be seen', '\u3164\u115f\u2800'],
    ['61 characters', 'x'.repeat(61)],
    ['two lines', 'a\nb'],
    ['a tab', 'a\tb'],
    ['a line separator', 'a\u2028b'],
    ['a character of no width', 'a\u200bb'],
    ['a turned direction', 'a\u202eb'],
    ['a null character', 'a\u0000b'],
    ['half a character', 'a\ud83cb'],
  ])('is refused when it is %s', (_, given) => {
    expect(() => tokenName(given)).toThrow('The argument "name" must be 1 to 60 visible characters');
  });
});
