import { expect, test } from '@jest/globals';
import { drawYear } from './year-drawing.js';

const entry = (rank: number, name: string, points: number) => ({
  rank,
  points,
  peakRank: 1,
  weeks: 26,
  weeksAtNumberOne: 0,
  artist: {
    id: name,
    name,
    imageUrl: null,
    images: [],
    linked: true,
    spotifyUrl: `https://open.spotify.com/artist/${name}`,
  },
});

test('the drawing of a year has a bar for each entry, as long as its points', () => {
  const entries = [entry(1, 'Nova & <Moths>', 1200), entry(2, 'Kestrel', 300)];
  const svg = drawYear({ year: 2026, weeksCounted: 26, reconstructedWeeks: 3, entries }, 'MEDIUM_TERM');
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, content]) => content);
  expect(texts[0]).toBe('Year-end chart 2026, 6 months');
  expect(texts.join(' ')).toContain('3 weeks reconstructed from my listening history');
  expect(texts.slice(-6)).toEqual(['1', 'Nova &amp; &lt;Moths&gt;', '1,200', '2', 'Kestrel', '300']);
  const bars = [...svg.matchAll(/<rect x[^>]* width="([\d.]+)"/g)]
    .slice(-2)
    .map(([, width]) => Number(width));
  expect((bars[1] ?? 0) / (bars[0] ?? 1)).toBeCloseTo(300 / 1200);
});
