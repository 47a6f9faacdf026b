import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isoWeekOf } from '../week/iso-week.js';
import { addDays } from '../words/days.js';
import { getWidestSpan, listYears, parseYear } from './iso-year.js';

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1970-01-01', days));

test('getWidestSpan includes every day of an ISO year', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const { from, to } = getWidestSpan(isoWeekOf(day).year);
      expect(from <= day && day <= to).toBe(true);
    }),
  );
});

test.each([
  [null, '2026-11-22', [2026]],
  ['2026-05-24', '2026-11-22', [2026]],
  ['2024-12-30', '2026-11-22', [2026, 2025]],
  ['2024-12-29', '2027-01-03', [2026, 2025, 2024]],
])('listYears from %s to %s gives %j', (since, newest, years) => {
  expect(listYears(since, newest)).toEqual(years);
});

test.each([
  ['2025', 2025],
  ['2027', 2027],
  ['2005', 2005],
  ['2006', 2006],
  ['2004', null],
  ['2028', null],
  ['99999', null],
  ['2026.5', null],
  [null, null],
])('parseYear of %j, in 2027 and with a history since 2005, is %j', (text, year) => {
  expect(parseYear(text, [2027, 2005], 2027)).toBe(year);
});
