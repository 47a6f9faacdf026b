import { describe, expect, it } from '@jest/globals';
import { parseLabel } from './labels.js';

describe('a label', () => {
  it.each([
    ['a', 'a'],
    ['  my laptop  ', 'my laptop'],
    ['кухня · 台所 ❤️', 'кухня · 台所 ❤️'],
    // A family, the flag of Wales, and two letters: joined by characters that are not seen.
    [
      '👨\u200d👩\u200d👧 🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f} a\u200cb',
      '👨\u200d👩\u200d👧 🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f} a\u200cb',
    ],
    ['x'.repeat(60), 'x'.repeat(60)],
    // 60 characters, 120 UTF-16 code units.
    ['🎧'.repeat(60), '🎧'.repeat(60)],
  ])('can be %j', (given, name) => {
    expect(parseLabel('name', given, 60)).toBe(name);
  });

  it.each([
    ['empty', ''],
    ['only spaces', ' \u00a0\u3000'],
    ['only invisible characters', '\u3164\u115f\u2800\u200d'],
    ['61 characters long', 'x'.repeat(61)],
    ['text on two lines', 'a\nb'],
    ['text with a tab', 'a\tb'],
    ['text with a line separator', 'a\u2028b'],
    ['text with a zero-width character', 'a\u200bb'],
    ['text that changes the writing direction', 'a\u202eb'],
    ['text with a null character', 'a\u0000b'],
    ['text with half a surrogate pair', 'a\ud83cb'],
  ])('is rejected if it is %s', (_, given) => {
    expect(() => parseLabel('name', given, 60)).toThrow(
      'The argument "name" must be 1 to 60 visible characters',
    );
  });
});
