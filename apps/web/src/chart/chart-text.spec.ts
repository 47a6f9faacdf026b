import { afterEach, describe, expect, it } from '@jest/globals';
import { setLocales } from '../words/locale.js';
import type { ChartShown } from './chart-query.js';
import {
  describeDistance,
  describeFirstSnapshot,
  describeReign,
  describeTurnover,
  formatNearDay,
} from './chart-text.js';
import { entry } from './entry.fixture.js';

afterEach(() => setLocales([]));

it.each([
  ['2026-11-21', 'a day'],
  ['2026-11-15', 'a week'],
  ['2026-11-08', '2 weeks'],
  ['2026-11-12', '10 days'],
  ['2025-11-23', '52 weeks'],
])('from %s to 22 November 2026 it is "%s"', (baseline, text) => {
  expect(describeDistance(baseline, '2026-11-22')).toBe(text);
});

it('a day has its year only if that is not the chart’s, in the locale of the reader', () => {
  expect(formatNearDay('2026-11-15', '2026-11-22')).toBe('November 15');
  expect(formatNearDay('2025-11-23', '2026-11-22')).toBe('November 23, 2025');
  setLocales(['de-DE']);
  expect(formatNearDay('2026-11-15', '2026-11-22')).toBe('15. November');
});

it.each([
  [true, true, /start tomorrow\.$/],
  [true, false, /start with your next snapshot\.$/],
  [false, false, /nothing to compare it with\.$/],
])('a first snapshot that is the newest: %s, of today: %s', (isNewest, isToday, text) => {
  expect(describeFirstSnapshot({ isNewest, isToday })).toMatch(text);
});

describe('turnover', () => {
  const chart = (turnover: number | null, newcomers = 0, baselineDepth = 50): ChartShown => ({
    day: '2026-11-22',
    depth: 50,
    turnover,
    similarity: null,
    comparedTo: turnover === null ? null : { day: '2026-11-15', depth: baselineDepth },
    entries: Array.from({ length: 50 }, (_, index) => {
      const isNew = index < newcomers;
      return entry(`${index}`, { status: isNew ? (index % 2 === 0 ? 'NEW_ENTRY' : 'RE_ENTRY') : 'MOVED_UP' });
    }),
    dropouts: [],
  });

  it.each([
    ['2 new artists', chart(0.04, 2), '2 artists are new to the chart since November 15.'],
    ['a complete shorter baseline', chart(0.6, 30, 20), '30 artists are new to the chart since November 15.'],
    ['1 new artist', chart(0.02, 1), '1 artist is new to the chart since November 15.'],
    ['no new artist', chart(0), 'No artist is new to the chart since November 15.'],
    ['no baseline', chart(null), ''],
  ])('with %s is described by the number of new artists', (_, shown, text) =>
    expect(describeTurnover(shown)).toBe(text),
  );
});

it.each([
  ['NO_CHANGE', 1, 2, 11, 'Number one for 2 weeks running (11 in all)'],
  ['NO_CHANGE', 1, 3, 3, 'Number one for 3 weeks running'],
  ['MOVED_UP', 4, 2, 2, 'Number one for 2 weeks running'],
  ['MOVED_UP', 4, 1, 1, 'Up from No. 4 to number one'],
  ['MOVED_UP', 4, 1, 5, 'Up from No. 4 to number one (5 weeks in all)'],
  ['NEW_ENTRY', null, 1, 1, 'Debuts at number one'],
  ['RE_ENTRY', null, 1, 2, 'Returns at number one (2 weeks in all)'],
  [null, null, 1, 1, 'First week at number one'],
  [null, null, 0, 0, 'First week at number one'],
  ['NO_CHANGE', 1, 1, 2, 'Number one again (2 weeks in all)'],
] as const)(
  'a number one that is %s from %s, for %i of %i weeks: "%s"',
  (status, previousRank, run, total, text) => {
    const weeks = { consecutiveWeeksAtNumberOne: run, weeksAtNumberOne: total };
    expect(describeReign({ status, previousRank, ...weeks }).replaceAll('\u00a0', ' ')).toBe(text);
  },
);
