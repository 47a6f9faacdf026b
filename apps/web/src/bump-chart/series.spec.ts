import { afterEach, expect, test } from '@jest/globals';
import { setLocales } from '../words/locale.js';
import { points, series } from './series.fixture.js';
import { describePoint, formatPeriod, getMovement, getPeriods } from './series.js';

const [ranked, off, unknown] = points('4 - .', '2026-07-12');

afterEach(() => setLocales([]));

test.each([
  ['en-US', ['July 12, 2026', 'Week to July 12, 2026', 'July 2026']],
  ['de-DE', ['12. Juli 2026', 'Week to 12. Juli 2026', 'Juli 2026']],
])('formatPeriod formats days, weeks and months in %s', (locale, texts) => {
  setLocales([locale]);
  if (!ranked) throw new Error('The fixture has no first point.');
  expect((['DAY', 'WEEK', 'MONTH'] as const).map((interval) => formatPeriod(ranked, interval))).toEqual(
    texts,
  );
});

test('describePoint distinguishes an artist off the chart from a missing snapshot', () => {
  expect([ranked, off, unknown].map((point) => point && describePoint(point, 'DAY'))).toEqual([
    'No. 4',
    'Off the chart',
    'No snapshot for this day',
  ]);
});

test.each([
  ['3 1', { status: 'MOVED_UP', rankChange: 2 }],
  ['1 3', { status: 'MOVED_DOWN', rankChange: -2 }],
  ['3 3', { status: 'NO_CHANGE', rankChange: 0 }],
  ['- 3', null],
  ['. 3', null],
  ['3 -', null],
])('getMovement for the ranks "%s" is %j', (ranks, expected) => {
  expect(getMovement(series(ranks), 1)).toEqual(expected);
});

test('getPeriods has a period without a snapshot only where no series has one', () => {
  const all = [series('1 . - .', 'A'), series('2 3 . .', 'B')];
  expect(getPeriods(all).map(({ observed }) => observed)).toEqual([true, true, true, false]);
  expect(getPeriods([])).toEqual([]);
});
