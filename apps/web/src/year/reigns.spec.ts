import { expect, test } from '@jest/globals';
import { reignsOf, weeksAtNumberOne } from './reigns.js';

/** Weekly charts from a Sunday on, by who is on top; `-` is an empty chart. */
function weeks(first: string, written: string) {
  return [...written].map((letter, index) => ({
    day: new Date(Date.parse(first) + index * 7 * 86_400_000).toISOString().slice(0, 10),
    entries:
      letter === '-'
        ? []
        : [{ artist: { id: letter, name: letter, imageUrl: null, spotifyUrl: `https://spotify/${letter}` } }],
  }));
}

const told = (year: number, charts: ReturnType<typeof weeks>): string[] =>
  reignsOf(year, charts).map(({ artist, weeks: count, from, to }) => `${artist.name} ${count} ${from} ${to}`);

test('a reign lasts until another is on top', () => {
  expect(told(2026, weeks('2026-11-01', 'AABA').toReversed())).toEqual([
    'A 2 2026-11-01 2026-11-08',
    'B 1 2026-11-15 2026-11-15',
    'A 1 2026-11-22 2026-11-22',
  ]);
});

test('weeks without a chart, or with an empty one, break no reign', () => {
  const charts = weeks('2026-11-01', 'AA-A').filter((_, index) => index !== 1);
  expect(told(2026, charts)).toEqual(['A 2 2026-11-01 2026-11-22']);
});

test('weeks of other years have no part', () => {
  const charts = weeks('2026-12-20', 'AABB');
  expect(told(2026, charts)).toEqual(['A 2 2026-12-20 2026-12-27', 'B 1 2027-01-03 2027-01-03']);
  expect(told(2027, charts)).toEqual(['B 1 2027-01-10 2027-01-10']);
});

test('all reigns of an artist count together', () => {
  const reigns = reignsOf(2026, weeks('2026-11-01', 'AABA'));
  expect([...weeksAtNumberOne(reigns)]).toEqual([
    ['A', 3],
    ['B', 1],
  ]);
});
