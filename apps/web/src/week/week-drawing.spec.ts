import { expect, test } from '@jest/globals';
import { points } from '../bump-chart/series.fixture.js';
import type { SnapshotSource } from '../graphql/graphql.js';
import { isoWeekOf } from './iso-week.js';
import { drawWeek } from './week-drawing.js';
import type { WeekEntry } from './week.query.js';

const week = isoWeekOf('2026-11-29');

function entry(rank: number, name: string, ranks = '3 . 2 1'): WeekEntry {
  const spotifyUrl = `https://open.spotify.com/artist/${rank}`;
  return {
    rank,
    previousRank: rank + 2,
    rankChange: 2,
    status: 'MOVED_UP',
    peakRank: 1,
    weeksOnChart: 9,
    consecutiveWeeksOnChart: 9,
    weeksAtNumberOne: 4,
    consecutiveWeeksAtNumberOne: 1,
    artist: {
      id: String(rank),
      name,
      imageUrl: null,
      images: [],
      spotifyUrl,
      linked: true,
      rankHistory: points(ranks, '2026-11-08', 7),
    },
  };
}

const draw = (entries: readonly WeekEntry[], source: SnapshotSource = 'SPOTIFY'): string =>
  drawWeek(
    {
      day: '2026-11-29',
      source,
      comparedTo: { day: '2026-11-22', source },
      entries: [...entries],
      dropouts: [],
    },
    week,
    'LONG_TERM',
  );

test('the drawing of a week has a row for each entry', () => {
  const texts = [...draw([entry(1, 'Nova & <Moths>')]).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(
    ([, content]) => content?.replace(/\s/gu, ' '),
  );
  expect(texts.join(' ')).toBe(
    'Week 48 of 2026 Nov 23 – 29, 2026: my 1-year chart, compared with the previous recorded week. Each line shows the ranks of 12 weeks on its own scale. 12 weeks Peak Weeks 1 2 Nova &amp; &lt;Moths&gt; 1 9',
  );
});

test('a sparkline breaks where there is no snapshot', () => {
  const svg = draw([entry(1, 'Nova')]);
  expect(svg.match(/<path [^>]*stroke="#1c1814"[^>]*stroke-width="1.75"/g)).toHaveLength(2);
  expect(svg.match(/<rect [^>]*fill-opacity/g)).toHaveLength(1);
});

test('the drawing of a week says what is reconstructed', () => {
  expect(draw([entry(1, 'Nova', '3r 2r 1')])).toContain('Thin lines: reconstructed');
  expect(draw([entry(1, 'Nova', '3r 2r 1r')], 'RECONSTRUCTED')).toContain('Reconstructed from my');
  expect(draw([entry(1, 'Nova', '3r 2r 1')])).toMatch(/<path [^>]*stroke-width="0.8"/);
});

test('a long chart has two columns of the same length', () => {
  const long = Array.from({ length: 50 }, (_, index) => entry(index + 1, `Artist ${index + 1}`));
  const readSize = (svg: string) => /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.slice(1).map(Number);
  const [narrow = 0, oneColumn = 0] = readSize(draw(long.slice(0, 25))) ?? [];
  const [wide = 0, twoColumns = 0] = readSize(draw(long)) ?? [];
  expect(wide - narrow).toBe(608);
  expect(oneColumn - twoColumns).toBeGreaterThanOrEqual(0);
});
