import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  chartDay,
  dayBegins,
  dayEnds,
  dayOf,
  daysBetween,
  daysFrom,
  nextDay,
  previousDay,
} from './chart-day.js';

describe('a chart day', () => {
  test.each([
    // Timezones with large offsets, or offsets that are not whole hours.
    ['UTC', '2026-11-22', '2026-11-22T00:00Z', 24],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00Z', 24],
    ['Pacific/Pago_Pago', '2026-01-01', '2026-01-01T11:00Z', 24],
    ['Etc/GMT+12', '2026-01-01', '2026-01-01T12:00Z', 24],
    ['Asia/Kolkata', '2026-03-01', '2026-02-28T18:30Z', 24],
    ['Asia/Kathmandu', '2026-03-01', '2026-02-28T18:15Z', 24],
    // Daylight saving, north of the equator and south of it.
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00Z', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00Z', 25],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00Z', 23],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00Z', 25],
    ['Australia/Sydney', '2026-10-04', '2026-10-03T14:00Z', 23],
    ['Australia/Sydney', '2026-04-05', '2026-04-04T13:00Z', 25],
    ['Pacific/Chatham', '2026-04-05', '2026-04-04T10:15Z', 25],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00Z', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30Z', 23.5],
    // Midnight does not exist: the day begins at one o'clock.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00Z', 23],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00Z', 23],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00Z', 23],
    // The hour before midnight, or midnight itself, occurs twice.
    ['America/Santiago', '2026-04-04', '2026-04-04T03:00Z', 25],
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00Z', 25],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00Z', 25],
    // Leap days and the ends of years.
    ['America/Los_Angeles', '2028-02-29', '2028-02-29T08:00Z', 24],
    ['Asia/Tokyo', '2027-01-01', '2026-12-31T15:00Z', 24],
    ['Europe/London', '2026-12-31', '2026-12-31T00:00Z', 24],
    // Samoa crossed the date line and skipped 30 December.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00Z', 24],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00Z', 24],
    // Newfoundland set its clocks back at one minute past midnight, after Sunday had begun.
    ['America/St_Johns', '2006-10-28', '2006-10-28T02:30Z', 24],
    ['America/St_Johns', '2006-10-29', '2006-10-29T02:30Z', 25],
  ])('in %s on %s begins at %s and has %d hours', (timezone, day, begins, hours) => {
    expect(dayBegins(day, timezone)).toEqual(new Date(begins));
    expect((dayEnds(day, timezone).getTime() - Date.parse(begins)) / 3_600_000).toBe(hours);
  });
});

describe('dayOf()', () => {
  test.each([
    ['Pacific/Kiritimati', '2026-12-31T09:59:59.999Z', '2026-12-31'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00.000Z', '2027-01-01'],
    ['Pacific/Pago_Pago', '2027-01-01T10:59:59.999Z', '2026-12-31'],
    ['Asia/Kolkata', '2028-02-28T18:30:00.000Z', '2028-02-29'],
    ['Asia/Kolkata', '2028-02-29T18:30:00.000Z', '2028-03-01'],
    ['America/Santiago', '2026-09-06T03:59:59.999Z', '2026-09-05'],
    ['America/Santiago', '2026-09-06T04:00:00.000Z', '2026-09-06'],
    ['America/Santiago', '2026-04-05T03:30:00.000Z', '2026-04-04'],
    ['Africa/Cairo', '2026-10-29T21:30:00.000Z', '2026-10-29'],
    ['Africa/Cairo', '2026-10-29T22:00:00.000Z', '2026-10-30'],
    ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31'],
    ['America/St_Johns', '2006-10-29T02:30:30.000Z', '2006-10-29'],
    ['America/St_Johns', '2006-10-29T02:45:00.000Z', '2006-10-29'],
  ])('in %s at %s is %s', (timezone, instant, day) => {
    expect(dayOf(new Date(instant), timezone)).toBe(day);
  });

  test('throws for an unknown timezone', () => {
    expect(() => dayOf(new Date(0), 'Europe/Atlantis')).toThrow(/Europe\/Atlantis/i);
  });
});

describe('the current chart day', () => {
  const now = new Date('2026-11-22T10:30Z');

  test.each([
    ['UTC', null, '2026-11-22'],
    ['UTC', '2026-11-21', '2026-11-22'],
    ['UTC', '2026-11-22', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-23'],
    // A day recorded farther east lasts until this timezone has passed it.
    ['Pacific/Pago_Pago', '2026-11-21', '2026-11-21'],
    ['Pacific/Pago_Pago', '2026-11-22', '2026-11-22'],
    ['Pacific/Pago_Pago', '2026-11-23', '2026-11-23'],
  ])('in %s with the newest snapshot of %s is %s', (timezone, newest, day) => {
    expect(chartDay(now, timezone, newest)).toBe(day);
  });
});

describe('day arithmetic', () => {
  test.each([
    ['2026-12-31', '2027-01-01'],
    ['2027-02-28', '2027-03-01'],
    ['2028-02-28', '2028-02-29'],
    ['2028-02-29', '2028-03-01'],
    ['2100-02-28', '2100-03-01'],
    ['2026-03-29', '2026-03-30'],
  ])('has %s followed by %s', (day, next) => {
    expect(nextDay(day)).toBe(next);
    expect(previousDay(next)).toBe(day);
    expect(daysBetween(day, next)).toBe(1);
  });

  test('counts and lists days across a leap year', () => {
    expect(daysBetween('2028-01-01', '2029-01-01')).toBe(366);
    expect(addDays('2028-03-01', -366)).toBe('2027-03-01');
    expect(daysFrom('2028-02-28', '2028-03-02')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(daysFrom('2028-03-02', '2028-02-28')).toEqual([]);
  });
});
