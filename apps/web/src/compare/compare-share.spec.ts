import { expect, test } from '@jest/globals';
import { drawCompare, getCompareTable } from './compare-share.js';
import type { Slope } from './slopes.js';

const artist = (id: string, name: string): Slope['artist'] => ({
  id,
  name,
  spotifyUrl: `https://open.spotify.com/artist/${id}`,
  linked: true,
});

const slopes: Slope[] = [
  { artist: artist('A', 'Nova & <Moths>'), kind: 'up', before: 2, after: 1 },
  { artist: artist('B', 'Kestrel'), kind: 'new', before: null, after: 2 },
  { artist: artist('C', 'Fennel'), kind: 'gone', before: 1, after: null },
];
const days = {
  from: { day: '2026-11-22', source: 'RECONSTRUCTED' },
  to: { day: '2026-11-29', source: 'SPOTIFY' },
} as const;

test('the table of two days has a row for each artist', () => {
  expect(getCompareTable(slopes, days)).toEqual({
    header: ['Artist', 'Rank on 2026-11-22 (reconstructed)', 'Rank on 2026-11-29', 'Change'],
    rows: [
      ['Nova & <Moths>', 2, 1, 'up 1 place'],
      ['Kestrel', null, 2, 'new'],
      ['Fennel', 1, null, 'dropped out'],
    ],
  });
});

test('the drawing of two days names each artist on the charts that it is on', () => {
  const svg = drawCompare(slopes, days);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, content]) => content);
  expect(texts).toEqual([
    'November 22, 2026 (reconstructed)',
    'November 29, 2026',
    '2',
    'Nova &amp; &lt;Moths&gt;',
    '1',
    'Nova &amp; &lt;Moths&gt;',
    '2',
    'Kestrel',
    '1',
    'Fennel',
  ]);
});
