import { describe, expect, it } from '@jest/globals';
import { distanceWords, percent, reignWords, similarityWords, turnoverWords } from './chart-words.js';
import type { ChartShown } from './chart-query.js';
import { entry } from './entry.fixture.js';

it.each([
  ['2026-11-21', 'the day before'],
  ['2026-11-15', 'a week before'],
  ['2026-11-08', '2 weeks before'],
  ['2026-11-12', '10 days before'],
])('%s lies %s 22 November', (earlier, words) => {
  expect(distanceWords(earlier, '2026-11-22')).toBe(words);
});

it.each([
  [0, '0%'],
  [0.001, '1%'],
  [0.125, '13%'],
  [0.999, '99%'],
  [1, '100%'],
])('%f is %s', (share, words) => expect(percent(share)).toBe(words));

describe('turnover', () => {
  const chart = (turnover: number | null, depth = 50, before = 50): ChartShown => ({
    day: '2026-11-22',
    depth,
    turnover,
    similarity: null,
    comparedTo: turnover === null ? null : { day: '2026-11-15', depth: before },
    entries: [],
    dropouts: [],
  });

  it.each([
    [chart(0.04), '2 of the first 50 were not there on 15 Nov.'],
    [chart(0.5, 50, 20), '10 of the first 20 were not there on 15 Nov.'],
    [chart(0.02), '1 of the first 50 was not there on 15 Nov.'],
    [chart(0), 'All of the first 50 were there on 15 Nov.'],
    [chart(null), ''],
  ])('is put as artists', (shown, words) => expect(turnoverWords(shown)).toBe(words));
});

it('similarity has words all the way from 1 to 0', () => {
  const words = [1, 0.95, 0.8, 0.5, 0.1, 0].map(similarityWords);
  expect(new Set(words).size).toBe(6);
  expect(words[0]).toBe('The same artists in the same order.');
  expect(words[5]).toBe('Not one artist in common.');
});

it.each([
  [
    { status: 'MOVED_UP', previousRank: 4, weeksAtNumberOne: 1 },
    'Up from number 4; 1 week at number one so far',
  ],
  [
    { status: 'NO_CHANGE', previousRank: 1, weeksAtNumberOne: 3 },
    'Still there; 3 weeks at number one so far',
  ],
  [{ status: 'NEW_ENTRY', weeksAtNumberOne: 1 }, 'New, and straight to the top; 1 week at number one so far'],
  [{ status: null, weeksAtNumberOne: 2 }, '2 weeks at number one so far'],
] as const)('%j: "%s"', (given, words) => expect(reignWords(entry('A', given))).toBe(words));
