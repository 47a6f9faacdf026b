import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, estimateWidth, fitText, splitTokens, wrapTokens } from './text-fit.js';

describe('estimateWidth', () => {
  test('is wider for wide letters, and a whole em for Chinese and Japanese', () => {
    expect(estimateWidth('ill', 10)).toBeLessThan(estimateWidth('ooo', 10));
    expect(estimateWidth('ooo', 10)).toBeLessThan(estimateWidth('MMM', 10));
    expect(estimateWidth('椎名林檎', 10)).toBeGreaterThanOrEqual(40);
  });

  test('counts accents with their letter', () => {
    expect(estimateWidth('e\u0301', 10)).toBe(estimateWidth('e', 10));
  });
});

describe('fitText', () => {
  test.each([
    ['keeps a short name', 'Nova', { width: 400, size: 40 }, ['Nova'], 40],
    [
      'shrinks before it cuts',
      'The Midnight Orchestra',
      { width: 400, size: 40, minSize: 20 },
      ['The Midnight Orchestra'],
      29,
    ],
    [
      'wraps between words',
      'The Midnight Orchestra',
      { width: 400, size: 40, maxLines: 2 },
      ['The Midnight', 'Orchestra'],
      40,
    ],
    [
      'breaks a word that is wider than a line',
      'o'.repeat(16),
      { width: 200, size: 40, maxLines: 3 },
      ['o'.repeat(7), 'o'.repeat(7), 'oo'],
      40,
    ],
    [
      'breaks between Japanese characters',
      '椎名林檎と東京事変',
      { width: 200, size: 40, maxLines: 3 },
      ['椎名林檎', 'と東京事', '変'],
      40,
    ],
    [
      'cuts with an ellipsis as a last resort',
      'The Midnight Orchestra',
      { width: 200, size: 40 },
      ['The Mi…'],
      40,
    ],
    ['accepts an empty name', '', { width: 200, size: 40 }, [''], 40],
  ])('%s', (_, text, room, lines, size) => {
    expect(fitText(text, room)).toEqual({ lines, size });
  });

  test('fits any text into any box', () => {
    const anyRoom = fc.record({
      width: fc.integer({ min: 60, max: 800 }),
      size: fc.integer({ min: 20, max: 60 }),
      minSize: fc.integer({ min: 12, max: 20 }),
      maxLines: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), anyRoom, (text, room) => {
        const { lines, size } = fitText(text, room);
        expect(lines.length).toBeLessThanOrEqual(room.maxLines);
        expect(size).toBeGreaterThanOrEqual(room.minSize);
        for (const line of lines) expect(estimateWidth(line, size)).toBeLessThanOrEqual(room.width);
      }),
    );
  });
});

test('wrapTokens loses no character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 2, max: 20 }),
      (text, width) => {
        const clean = cleanText(text);
        const squeeze = (each: string): string => each.replace(/\s/gu, '');
        expect(squeeze(wrapTokens(splitTokens(clean), width, true).join(''))).toBe(squeeze(clean));
      },
    ),
  );
});

test('cleanText removes what XML does not allow', () => {
  expect(cleanText(' A\u0000\n\tB\uD800\uFFFE ')).toBe('A B');
});
