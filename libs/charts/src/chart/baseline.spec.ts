import { expect, test } from '@jest/globals';
import { written } from '../history/history.fixture.js';
import { defaultBaseline } from './chart.js';

test.each([
  ['none for the first snapshot', ['2026-11-09'], null],
  ['the one of 7 days before', ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-09'], '2026-11-02'],
  [
    'the newest at least 7 days older, where that day has none',
    ['2026-10-01', '2026-10-31', '2026-11-03', '2026-11-09'],
    '2026-10-31',
  ],
  ['however old it is', ['2025-01-01', '2026-11-09'], '2025-01-01'],
  [
    'failing that the oldest earlier one',
    ['2026-11-03', '2026-11-05', '2026-11-08', '2026-11-09'],
    '2026-11-03',
  ],
  ['be it of yesterday', ['2026-11-08', '2026-11-09'], '2026-11-08'],
  ['across the year', ['2026-12-26', '2026-12-28', '2027-01-03'], '2026-12-26'],
  ['across 29 February', ['2028-02-24', '2028-02-25', '2028-03-02'], '2028-02-24'],
])('by default a chart is compared to %s', (_, days, expected) => {
  const history = written(Object.fromEntries(days.map((day) => [day, 'A'])));
  const baseline = defaultBaseline(history, days.length - 1);
  expect(baseline === null ? null : history.day(baseline)).toBe(expected);
});
