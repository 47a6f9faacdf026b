import { afterEach, describe, expect, it } from '@jest/globals';
import { setLocales } from '../words/locale.js';
import type { ChartShown } from './chart-query.js';
import { describeBaseline, describeReign, describeSimilarity, describeTurnover } from './chart-text.js';

afterEach(() => setLocales([]));

describe('the baseline of a chart', () => {
  it.each([
    ['2026-11-21', 'Compared with a day earlier (November 21)'],
    ['2026-11-15', 'Compared with a week earlier (November 15)'],
    ['2026-11-08', 'Compared with 2 weeks earlier (November 8)'],
    ['2026-11-12', 'Compared with 10 days earlier (November 12)'],
    ['2025-11-23', 'Compared with 52 weeks earlier (November 23, 2025)'],
  ])('of 22 November 2026 on %s is "%s"', (baseline, text) => {
    expect(describeBaseline(baseline, '2026-11-22')).toBe(text);
  });

  it('has its date in the locale of the reader', () => {
    setLocales(['de-DE']);
    expect(describeBaseline('2026-11-15', '2026-11-22')).toBe('Compared with a week earlier (15. November)');
  });
});

describe('turnover', () => {
  const chart = (turnover: number | null, depth = 50, baselineDepth = 50): ChartShown => ({
    day: '2026-11-22',
    depth,
    turnover,
    similarity: null,
    comparedTo: turnover === null ? null : { day: '2026-11-15', depth: baselineDepth },
    entries: [],
    dropouts: [],
  });

  it.each([
    [chart(0.04), '2 artists are new to the top 50 since November 15.'],
    [chart(0.5, 50, 20), '10 artists are new to the top 20 since November 15.'],
    [chart(0.02), '1 artist is new to the top 50 since November 15.'],
    [chart(0), 'No artist is new to the top 50 since November 15.'],
    [chart(null), ''],
  ])('is described by the number of new artists', (shown, text) =>
    expect(describeTurnover(shown)).toBe(text),
  );
});

it('similarity has a description for every step from 1 to 0', () => {
  const texts = [1, 0.95, 0.8, 0.5, 0.1, 0].map(describeSimilarity);
  expect(new Set(texts).size).toBe(6);
  expect(texts[0]).toBe('The same artists in the same order.');
  expect(texts[5]).toBe('No artists in common.');
});

it.each([
  ['NO_CHANGE', 1, 2, 11, 'Number one for 2 weeks running (11 in all)'],
  ['NO_CHANGE', 1, 3, 3, 'Number one for 3 weeks running'],
  ['MOVED_UP', 4, 1, 1, 'Up from No. 4 to number one'],
  ['MOVED_UP', 4, 1, 5, 'Up from No. 4 to number one (5 weeks in all)'],
  ['NEW_ENTRY', null, 1, 1, 'Debuts at number one'],
  ['RE_ENTRY', null, 1, 2, 'Returns at number one (2 weeks in all)'],
  [null, null, 1, 1, 'First week at number one'],
  ['NO_CHANGE', 1, 1, 2, 'Number one again (2 weeks in all)'],
] as const)(
  'a number one that is %s from %s, for %i of %i weeks: "%s"',
  (status, previousRank, run, total, text) => {
    const weeks = { consecutiveWeeksAtNumberOne: run, weeksAtNumberOne: total };
    expect(describeReign({ status, previousRank, ...weeks }).replaceAll('\u00a0', ' ')).toBe(text);
  },
);
