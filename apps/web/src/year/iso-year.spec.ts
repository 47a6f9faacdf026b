import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayAfter } from '../words/day.js';
import { isoYear, widestSpan, yearsBetween } from './iso-year.js';

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((days) => dayAfter('1970-01-01', days));

test('a day belongs to the year of its week', () => {
  fc.assert(fc.property(anyDay, (day) => expect(isoYear(day)).toBe(Temporal.PlainDate.from(day).yearOfWeek)));
});

test('all days of a year lie in its widest span', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const { from, to } = widestSpan(isoYear(day));
      expect(from <= day && day <= to).toBe(true);
    }),
  );
});

test.each([
  [null, '2026-11-22', [2026]],
  ['2026-05-24', '2026-11-22', [2026]],
  ['2024-12-30', '2026-11-22', [2026, 2025]],
  ['2024-12-29', '2027-01-03', [2026, 2025, 2024]],
])('from %s to %s there are %j', (since, newest, years) => {
  expect(yearsBetween(since, newest)).toEqual(years);
});
