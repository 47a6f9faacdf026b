import { expect, it } from '@jest/globals';
import { points } from '../bump-chart/series.fixture.js';
import type { TimeRange } from '../graphql/graphql.js';
import { describeRuns, describeStanding, formatTimeAtNumberOne } from './artist-text.js';
import { computeLedger, type Ledger } from './ledger.js';

/** The ledgers of histories, the shortest range first. */
function ledgers(...written: string[]): Map<TimeRange, Ledger | null> {
  const ranges = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;
  return new Map(
    ranges.flatMap((range, index) => {
      const days = written[index];
      return days === undefined ? [] : [[range, computeLedger(points(days))] as const];
    }),
  );
}

it.each([
  [['5 4', '8 7', '9 -'], 'No.\u00a04 on the 4-week chart and No.\u00a07 on the 6-month chart.'],
  [
    ['1', '1', '1'],
    'No.\u00a01 on the 4-week chart, No.\u00a01 on the 6-month chart, and No.\u00a01 on the 1-year chart.',
  ],
  [
    ['5 - -', '8 7 -', '-'],
    'Not on any chart now. Last seen at No.\u00a07 on the 6-month chart, on June 2, 2026.',
  ],
  [['-', '-'], 'Not on any of your charts so far.'],
])('says where the artist is now', (written, text) => {
  expect(describeStanding(ledgers(...written))).toBe(text);
});

it.each([
  [{ total: 8, current: 8, longest: 8 }, 'all in a row'],
  [{ total: 14, current: 3, longest: 9 }, '3 in a row, longest run 9'],
  [{ total: 14, current: 9, longest: 9 }, '9 in a row'],
  [{ total: 14, current: 0, longest: 9 }, 'longest run 9'],
  [{ total: 9, current: 0, longest: 9 }, 'in one run'],
  [{ total: 1, current: 1, longest: 1 }, ''],
  [{ total: 0, current: 0, longest: 0 }, ''],
])('describes the runs of %j', (weeks, text) => {
  expect(describeRuns(weeks)).toBe(text);
});

it.each([
  ['2 1', '1 week'],
  ['1 1 2', '2 days'],
  ['2 3', 'Never'],
])('says how long %s was number one', (written, text) => {
  const ledger = computeLedger(points(written));
  expect(ledger && formatTimeAtNumberOne(ledger)).toBe(text);
});
