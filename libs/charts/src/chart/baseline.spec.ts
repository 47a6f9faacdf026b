import { expect, test } from '@jest/globals';
import { written } from '../history/history.fixture.js';
import { defaultBaseline } from './chart.js';

test.each([
  ['null for the first snapshot', ['2026-11-09'], null],
  ['the snapshot 7 days before', ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-09'], '2026-11-02'],
  [
    'the newest snapshot at least 7 days older if that day has none',
    ['2026-10-01', '2026-10-31', '2026-11-03', '2026-11-09'],
    '2026-10-31',
  ],
  ['a snapshot of any age', ['2025-01-01', '2026-11-09'], '2025-01-01'],
  [
    'the oldest earlier snapshot if none is 7 days older',
    ['2026-11-03', '2026-11-05', '2026-11-08', '2026-11-09'],
    '2026-11-03',
  ],
  ['the snapshot of yesterday if there is no other', ['2026-11-08', '2026-11-09'], '2026-11-08'],
  [
    'a snapshot 7 days before across the end of a year',
    ['2026-12-26', '2026-12-28', '2027-01-03'],
    '2026-12-26',
  ],
  ['a snapshot 7 days before across 29 February', ['2028-02-24', '2028-02-25', '2028-03-02'], '2028-02-24'],
])('the default baseline of a chart is %s', (_, days, expected) => {
  const history = written(Object.fromEntries(days.map((day) => [day, 'A'])));
  const baseline = defaultBaseline(history, days.length - 1);
  expect(baseline === null ? null : history.day(baseline)).toBe(expected);
});
