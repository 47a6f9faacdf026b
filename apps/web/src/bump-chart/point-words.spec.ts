import { expect, test } from '@jest/globals';
import { movementAt, periodWords, standingWords } from './point-words.js';
import { points, series } from './series.fixture.js';

const [ranked, off, unknown] = points('4 - .', '2026-07-12');

test('a point says of which period it is', () => {
  if (!ranked) throw new Error('there is a first point');
  expect(periodWords(ranked, 'DAY')).toBe('12 July 2026');
  expect(periodWords(ranked, 'WEEK')).toBe('Week to 12 July 2026');
  expect(periodWords(ranked, 'MONTH')).toBe('July 2026');
});

test('not to be on the chart is something else than not to know', () => {
  expect([ranked, off, unknown].map((point) => point && standingWords(point))).toEqual([
    'No. 4',
    'Off the chart',
    'No snapshot',
  ]);
});

test.each([
  ['3 1', { status: 'MOVED_UP', rankChange: 2 }],
  ['1 3', { status: 'MOVED_DOWN', rankChange: -2 }],
  ['3 3', { status: 'NO_CHANGE', rankChange: 0 }],
  ['- 3', null],
  ['. 3', null],
  ['3 -', null],
])('%s: %j', (history, expected) => {
  expect(movementAt(series(history), 1)).toEqual(expected);
});
