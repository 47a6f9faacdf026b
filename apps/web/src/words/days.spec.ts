import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, type DayStyle, formatDay, formatDayRange, isDay } from './days.js';
import { setLocales } from './locale.js';

afterEach(() => setLocales([]));

describe('isDay', () => {
  it.each([
    ['2026-11-01', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['', false],
    ['tomorrow', false],
  ])('of "%s" is %s', (text, expected) => expect(isDay(text)).toBe(expected));
});

describe('formatDay', () => {
  it.each<[string, DayStyle, string]>([
    ['en-US', 'full', 'Sunday, November 1, 2026'],
    ['en-US', 'long', 'November 1, 2026'],
    ['en-US', 'short', 'Nov 1'],
    ['en-US', 'month', 'November 2026'],
    ['de-DE', 'full', 'Sonntag, 1. November 2026'],
    ['de-DE', 'long', '1. November 2026'],
    ['de-DE', 'short', '1. Nov.'],
    ['de-DE', 'month', 'November 2026'],
    ['en-GB', 'long', '1 November 2026'],
    ['th-TH', 'long', '1 พฤศจิกายน 2026'],
  ])('in %s, %s, is %s', (locale, style, text) => {
    setLocales([locale]);
    expect(formatDay('2026-11-01', style)).toBe(text);
  });
});

describe('formatDayRange', () => {
  const plainSpaces = (text: string): string => text.replace(/\s/gu, ' ');

  it.each([
    ['en-US', '2026-06-03', '2026-06-03', 'June 3, 2026'],
    ['en-US', '2026-06-03', '2026-06-05', 'June 3 – 5, 2026'],
    ['en-US', '2026-12-30', '2027-01-02', 'December 30, 2026 – January 2, 2027'],
    ['de-DE', '2026-06-03', '2026-06-05', '3.–5. Juni 2026'],
    ['de-DE', '2026-06-30', '2026-07-02', '30. Juni – 2. Juli 2026'],
  ])('in %s, from %s to %s, is %s', (locale, from, to, text) => {
    setLocales([locale]);
    expect(plainSpaces(formatDayRange(from, to))).toBe(text);
  });
});

it('days are added and counted across changes of the clock', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1);
});
