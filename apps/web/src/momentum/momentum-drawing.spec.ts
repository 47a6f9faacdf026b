import { expect, test } from '@jest/globals';
import { drawMomentum } from './momentum-drawing.js';
import type { MomentumEntry } from './momentum.query.js';

const entry = (name: string, kind: MomentumEntry['kind'], ranks: (number | null)[]): MomentumEntry => ({
  day: '2026-11-29',
  kind,
  longTermRank: ranks[0] ?? null,
  mediumTermRank: ranks[1] ?? null,
  shortTermRank: ranks[2] ?? null,
  artist: {
    id: name,
    name,
    imageUrl: null,
    images: [],
    spotifyUrl: `https://open.spotify.com/artist/${name}`,
    linked: true,
  },
});
const readTexts = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, content]) => content);

test('the drawing of momentum has every artist with the ranks that the page has, by kind', () => {
  const texts = readTexts(
    drawMomentum(
      [
        entry('Nova & <Moths>', 'RISING', [40, 12, 3]),
        entry('Kestrel', 'BREAKOUT', [null, null, 4]),
        entry('Fennel', 'FADING', [9, 18, null]),
      ],
      true,
    ),
  );
  expect(texts[0]).toBe('Momentum, November 29, 2026');
  expect(texts.join(' ')).toContain('Reconstructed from my listening history.');
  const from = (title: string, count: number) =>
    texts.slice(texts.indexOf(title), texts.indexOf(title) + count);
  expect(from('4 weeks', 3)).toEqual(['4 weeks', 'Kestrel', '4']);
  expect(texts).toContain('No artist has around the same rank in all three lists.');
  expect(from('Nova &amp; &lt;Moths&gt;', 5)).toEqual(['Nova &amp; &lt;Moths&gt;', '40', '12', '3', '37']);
  expect(from('Fennel', 5)).toEqual(['Fennel', '9', '18', '–', 'out']);
});

test('a line has the colour of its direction, and a list without the artist has a ring', () => {
  const svg = drawMomentum(
    [entry('Nova', 'RISING', [40, 12, 3]), entry('Fennel', 'FADING', [9, 18, null])],
    false,
  );
  expect(svg.match(/<path [^>]*fill="none" stroke="#17694a"/g)).toHaveLength(2);
  expect(svg.match(/<path [^>]*fill="none" stroke="#b3261e"/g)).toHaveLength(1);
  expect(svg.match(/<circle [^>]*stroke="#5d5449"/g)).toHaveLength(1);
});
