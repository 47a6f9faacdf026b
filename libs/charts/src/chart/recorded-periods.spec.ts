import { describe, expect, test } from '@jest/globals';
import type { ChartInterval } from '../calendar.js';
import { written } from '../history/history.fixture.js';
import { History } from '../history/history.js';
import { recordedPeriods } from './periods.js';

const days = [
  ...['2026-10-28', '2026-10-31'], // Wednesday and Saturday of week 44
  ...['2026-11-02', '2026-11-04', '2026-11-08'], // Monday, Wednesday and Sunday of week 45
  ...['2026-11-17'], // Tuesday of week 47; week 46 has none
  ...['2027-01-02'], // Saturday of week 53; December has none
];
const history = written(Object.fromEntries(days.map((day) => [day, 'A'])));

/** Returns each period as `firstDay to lastDay: day of its chart, day of the baseline`, without the years. */
function periods(interval: ChartInterval, from: string | null, to: string | null): string[] {
  const dayOf = (index: number | null): string => (index === null ? 'none' : history.day(index).slice(5));
  return recordedPeriods(history, interval, from, to).map(
    ({ firstDay, lastDay, index, baseline }) =>
      `${firstDay.slice(5)} to ${lastDay.slice(5)}: ${dayOf(index)}, ${dayOf(baseline)}`,
  );
}

describe('recordedPeriods() by week', () => {
  test('returns all weeks with a snapshot, newest first, each with its last snapshot and the week before', () => {
    expect(periods('WEEK', null, null)).toEqual([
      '12-28 to 01-03: 01-02, 11-17',
      '11-16 to 11-22: 11-17, 11-08',
      '11-02 to 11-08: 11-08, 10-31',
      '10-26 to 11-01: 10-31, none',
    ]);
  });

  test.each([
    // The bounds select snapshots. Periods are whole, and the baseline may be before `from`.
    ['2026-11-04', '2026-11-30', ['11-16 to 11-22: 11-17, 11-08', '11-02 to 11-08: 11-08, 10-31']],
    ['2026-11-02', '2026-11-07', ['11-02 to 11-08: 11-04, 10-31']],
    ['2026-11-04', '2026-11-04', ['11-02 to 11-08: 11-04, 10-31']],
    ['2026-11-05', '2026-11-07', []],
    ['2026-11-09', '2026-11-15', []],
    [null, '2026-10-30', ['10-26 to 11-01: 10-28, none']],
    ['2027-01-02', null, ['12-28 to 01-03: 01-02, 11-17']],
    ['2027-01-03', null, []],
    ['2026-11-08', '2026-11-02', []],
  ])('returns the weeks with snapshots from %s to %s', (from, to, expected) => {
    expect(periods('WEEK', from, to)).toEqual(expected);
  });
});

describe('recordedPeriods() by month', () => {
  test('returns all months with a snapshot', () => {
    expect(periods('MONTH', null, null)).toEqual([
      '01-01 to 01-31: 01-02, 11-17',
      '11-01 to 11-30: 11-17, 10-31',
      '10-01 to 10-31: 10-31, none',
    ]);
  });

  test('returns the months with snapshots within both bounds', () => {
    expect(periods('MONTH', '2026-10-31', '2026-11-04')).toEqual([
      '11-01 to 11-30: 11-04, 10-31',
      '10-01 to 10-31: 10-31, none',
    ]);
  });
});

describe('recordedPeriods() by day', () => {
  test('compares each day with the default baseline of its chart', () => {
    expect(periods('DAY', '2026-10-31', '2026-11-17')).toEqual([
      '11-17 to 11-17: 11-17, 11-08',
      '11-08 to 11-08: 11-08, 10-31',
      '11-04 to 11-04: 11-04, 10-28',
      '11-02 to 11-02: 11-02, 10-28',
      '10-31 to 10-31: 10-31, 10-28',
    ]);
  });

  test('has no baseline for the first day', () => {
    expect(periods('DAY', null, '2026-10-28')).toEqual(['10-28 to 10-28: 10-28, none']);
  });
});

test('recordedPeriods() of an empty history is empty', () => {
  expect(recordedPeriods(History.EMPTY, 'WEEK', null, null)).toEqual([]);
});
