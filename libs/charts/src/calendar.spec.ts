import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { boundsOf, weekOf } from './calendar.fixture.js';
import {
  dayNumber,
  numberedDay,
  type ChartInterval,
  firstDayOf,
  firstWeekOf,
  isoYear,
  lastDayOf,
  periodCount,
  periodOf,
} from './calendar.js';

function bounds(interval: ChartInterval, day: string): { firstDay: string; lastDay: string } {
  const period = periodOf(interval, dayNumber(day));
  const [firstDay, lastDay] = [firstDayOf(interval, period), lastDayOf(interval, period)];
  return { firstDay: numberedDay(firstDay), lastDay: numberedDay(lastDay) };
}

describe('the chart period of a day', () => {
  test.each([
    ['DAY', '2028-02-29', '2028-02-29', '2028-02-29'],
    // Weeks begin on Monday.
    ['WEEK', '2026-11-22', '2026-11-16', '2026-11-22'],
    ['WEEK', '2026-11-23', '2026-11-23', '2026-11-29'],
    // Weeks continue across months and years.
    ['WEEK', '2027-01-01', '2026-12-28', '2027-01-03'],
    ['WEEK', '2028-03-01', '2028-02-28', '2028-03-05'],
    ['WEEK', '1970-01-01', '1969-12-29', '1970-01-04'],
    ['MONTH', '2026-11-22', '2026-11-01', '2026-11-30'],
    ['MONTH', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['MONTH', '2027-02-01', '2027-02-01', '2027-02-28'],
    ['MONTH', '2028-02-01', '2028-02-01', '2028-02-29'],
    ['MONTH', '1969-12-31', '1969-12-01', '1969-12-31'],
    ['MONTH', '0050-06-07', '0050-06-01', '0050-06-30'],
  ] as const)('%s of %s is %s to %s', (interval, day, firstDay, lastDay) => {
    expect(bounds(interval, day)).toEqual({ firstDay, lastDay });
  });
});

describe('the ISO year', () => {
  test.each([
    // 2020 and 2026 have 53 weeks, since their 1 January is a Thursday, or a Wednesday of a leap year.
    ['2020-12-27', 2020, '2020-W52'],
    ['2020-12-28', 2020, '2020-W53'],
    ['2021-01-03', 2020, '2020-W53'],
    ['2021-01-04', 2021, '2021-W1'],
    ['2026-12-31', 2026, '2026-W53'],
    ['2027-01-03', 2026, '2026-W53'],
    ['2027-01-04', 2027, '2027-W1'],
    // A year may begin in week 52 of the one before, or in its own week 1, which may begin in the year before.
    ['2023-01-01', 2022, '2022-W52'],
    ['2024-01-01', 2024, '2024-W1'],
    ['2024-12-29', 2024, '2024-W52'],
    ['2024-12-30', 2025, '2025-W1'],
  ])('of %s is %d, the year of its week %s', (day, year, week) => {
    expect([isoYear(day), weekOf(day)]).toEqual([year, week]);
  });

  test.each([
    [2015, 53],
    [2020, 53],
    [2021, 52],
    [2024, 52],
    [2025, 52],
    [2026, 53],
  ])('%d has %d weeks', (year, weeks) => {
    expect(firstWeekOf(year + 1) - firstWeekOf(year)).toBe(weeks);
  });
});

describe('the number of periods', () => {
  test.each([
    ['DAY', '2026-11-22', '2026-11-22', 1],
    ['DAY', '2028-02-28', '2028-03-01', 3],
    ['WEEK', '2026-11-16', '2026-11-22', 1],
    ['WEEK', '2026-11-22', '2026-11-23', 2],
    ['WEEK', '2026-12-28', '2027-01-04', 2],
    ['MONTH', '2026-11-30', '2026-12-01', 2],
    ['MONTH', '2026-11-30', '2027-11-01', 13],
    ['MONTH', '2026-11-01', '2026-11-30', 1],
    ['MONTH', '2026-11-30', '2026-11-01', 0],
    ['WEEK', '2026-11-22', '2026-11-16', 0],
  ] as const)('by %s from %s to %s is %d', (interval, from, to, count) => {
    expect(periodCount(interval, from, to)).toBe(count);
  });
});

describe('any day', () => {
  const anyDay = fc.integer({ min: dayNumber('0001-01-08'), max: dayNumber('9999-11-01') });

  test('converts from its number to its date and back', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const day = numberedDay(number);
        expect(day).toBe(Temporal.PlainDate.from('1970-01-01').add({ days: number }).toString());
        expect(dayNumber(day)).toBe(number);
      }),
      { numRuns: 2000 },
    );
  });

  test('has the period of the calendar, after whose last day the next period begins', () => {
    const interval = fc.constantFrom('DAY' as const, 'WEEK' as const, 'MONTH' as const);
    fc.assert(
      fc.property(anyDay, interval, (number, its) => {
        const day = numberedDay(number);
        expect(bounds(its, day)).toEqual(boundsOf(its, day));
        const period = periodOf(its, number);
        expect(periodOf(its, lastDayOf(its, period))).toBe(period);
        expect(periodOf(its, lastDayOf(its, period) + 1)).toBe(period + 1);
        expect(`${isoYear(day)}-W${periodOf('WEEK', number) - firstWeekOf(isoYear(day)) + 1}`).toBe(
          weekOf(day),
        );
      }),
      { numRuns: 500 },
    );
  });
});
