import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CARD_SIZE_NAMES, type CardSize } from '#cards';
import { findProblems, NAMES, WORDS } from '../../../../libs/cards/src/card-problems.fixture.js';
import { series } from '../bump-chart/series.fixture.js';
import { drawArtistCard } from './artist-card.js';
import { drawTrendsCard } from './trends-card.js';

/** Draws the cards with ranks over time about artists of this name. */
function drawAll(name: string, size: CardSize, count = 10): string[] {
  const all = Array.from({ length: count }, (_, index) => ({
    ...series(`${index + 1} . ${index + 9} -`, `id${index}`),
    name,
  }));
  const slots = new Map(all.map(({ id }, slot) => [id, slot]));
  const drawing = { all, slots, interval: 'DAY', ranks: null } as const;
  const facts = ['Peak', 'Weeks on the chart', 'Weeks at number one', 'First seen'].map((label) => ({
    label,
    value: 'September 30, 2026',
  }));
  return [
    drawTrendsCard({ ...WORDS, ...drawing }, size),
    drawArtistCard({ ...WORDS, ...drawing, id: 'id', name, facts }, size),
  ];
}

describe.each(CARD_SIZE_NAMES)('a card with ranks over time in the size %s', (size) => {
  test.each(Object.entries(NAMES))('is valid XML and keeps everything inside with %s', (_, name) => {
    for (const count of [10, 1]) {
      for (const svg of drawAll(name, size, count)) expect(findProblems(svg)).toEqual([]);
    }
  });

  test('is valid XML and keeps everything inside with any names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        for (const svg of drawAll(name, size, 4)) expect(findProblems(svg)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('cuts no name that fits', () => {
    expect(drawAll('The Midnight Orchestra', size, 4).filter((svg) => svg.includes('…'))).toEqual([]);
  });
});
