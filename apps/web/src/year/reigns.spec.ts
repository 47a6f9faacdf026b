import { expect, test } from '@jest/globals';
import { countReconstructedWeeks, getReigns } from './reigns.js';

/** Weekly charts from a Sunday on, written as their number ones; `-` is an empty chart. */
function weeks(first: string, written: string) {
  return [...written].map((letter, index) => ({
    day: new Date(Date.parse(first) + index * 7 * 86_400_000).toISOString().slice(0, 10),
    entries:
      letter === '-'
        ? []
        : [{ artist: { id: letter, name: letter, imageUrl: null, spotifyUrl: `https://spotify/${letter}` } }],
  }));
}

const summary = (year: number, charts: ReturnType<typeof weeks>): string[] =>
  getReigns(year, charts).map(
    ({ artist, weeks: count, first, last }) => `${artist.name} ${count} ${first.monday} ${last.sunday}`,
  );

test('a reign lasts, from a Monday to a Sunday, until another artist is number one', () => {
  expect(summary(2026, weeks('2026-11-01', 'AABA').toReversed())).toEqual([
    'A 2 2026-10-26 2026-11-08',
    'B 1 2026-11-09 2026-11-15',
    'A 1 2026-11-16 2026-11-22',
  ]);
});

test('weeks without a chart or with an empty one do not interrupt a reign', () => {
  const charts = weeks('2026-11-01', 'AA-A').filter((_, index) => index !== 1);
  expect(summary(2026, charts)).toEqual(['A 2 2026-10-26 2026-11-22']);
});

test('weeks of other years are ignored', () => {
  const charts = weeks('2026-12-20', 'AABB');
  expect(summary(2026, charts)).toEqual(['A 2 2026-12-14 2026-12-27', 'B 1 2026-12-28 2027-01-03']);
  expect(summary(2027, charts)).toEqual(['B 1 2027-01-04 2027-01-10']);
});

test('counts the reconstructed weeks of an ISO year only', () => {
  const charts = [
    { day: '2025-12-28', source: 'RECONSTRUCTED' },
    { day: '2026-01-04', source: 'RECONSTRUCTED' },
    { day: '2026-01-11', source: 'SPOTIFY' },
  ] as const;
  expect(countReconstructedWeeks(2026, charts)).toBe(1);
});
