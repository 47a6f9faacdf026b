import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../words/days.js';
import { formatWeek, isoWeekOf, mondayOf, parseWeek, weekLink } from './iso-week.js';

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));

it.each([
  ['2026-11-29', '2026-W48', '2026-11-23'],
  ['2026-11-30', '2026-W49', '2026-11-30'],
  ['2027-01-03', '2026-W53', '2026-12-28'],
  ['2024-12-30', '2025-W01', '2024-12-30'],
  ['2022-01-01', '2021-W52', '2021-12-27'],
])('puts %s into %s, which starts on %s', (day, week, monday) => {
  expect(formatWeek(isoWeekOf(day))).toBe(week);
  expect(mondayOf(day)).toBe(monday);
});

it('reads every week that it writes, and every day lies between its Monday and its Sunday', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const week = isoWeekOf(day);
      expect(parseWeek(formatWeek(week))).toEqual(week);
      expect(week.monday <= day && day <= week.sunday).toBe(true);
      expect(new Date(week.monday).getUTCDay()).toBe(1);
    }),
  );
});

it.each([
  '2025-W53',
  '2026-W00',
  '2026-W54',
  '2026-W5',
  '2026-48',
  '2026-W48x',
  '0026-W10',
  '9999-W52',
  '9999-W53',
  '',
])('rejects %j', (text) => {
  expect(parseWeek(text)).toBeNull();
});

it('accepts week 53 of a year that has one', () => {
  expect(parseWeek('2026-W53')).toMatchObject({ monday: '2026-12-28', sunday: '2027-01-03' });
});

it('links to a week of a range', () => {
  expect(weekLink(isoWeekOf('2027-01-03'), 'LONG_TERM')).toBe('/week/2026-W53?range=long');
});
