import { afterEach, expect, test } from '@jest/globals';
import { setLocales } from '../words/locale.js';
import { points, series } from './series.fixture.js';
import {
  describePoint,
  describePointSource,
  formatPeriod,
  getMovement,
  getPeriods,
  getSource,
} from './series.js';

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

test('describePointSource says which points are reconstructed', () => {
  expect(points('4r -r 4 .').map((point) => describePointSource(point, 'WEEK'))).toEqual([
    'No. 4, reconstructed',
    'Off the chart, reconstructed',
    'No. 4',
    'No snapshot for this week',
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

test.each([
  ['1 . -', 'SPOTIFY'],
  ['. .', 'SPOTIFY'],
  ['1r . -r', 'RECONSTRUCTED'],
  ['1r 1', 'MIXED'],
])('getSource of "%s" is %s', (written, source) => {
  expect(getSource([series(written), series(written)])).toBe(source);
});

test('getPeriods has a period without a snapshot only where no series has one', () => {
  const all = [series('1 . - .', 'A'), series('2 3 . .', 'B')];
  expect(getPeriods(all).map(({ observed }) => observed)).toEqual([true, true, true, false]);
  expect(getPeriods([])).toEqual([]);
});

test('getPeriods has a reconstructed period only where no series has a recorded one', () => {
  const all = [series('1r 2r . 1r', 'A'), series('. 3 3r .', 'B')];
  expect(getPeriods(all).map(({ source }) => source)).toEqual([
    'RECONSTRUCTED',
    'SPOTIFY',
    'RECONSTRUCTED',
    'RECONSTRUCTED',
  ]);
});
