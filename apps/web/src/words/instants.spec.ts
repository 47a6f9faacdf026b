import { afterEach, describe, expect, it } from '@jest/globals';
import { formatDate, formatInstant, formatRelative, formatTime, todayIn } from './instants.js';
import { setLocales } from './locale.js';

const LATE = '2026-11-22T23:20:00.000Z';
const plainSpaces = (text: string): string => text.replace(/\s/gu, ' ');

afterEach(() => setLocales([]));

describe('instants', () => {
  it.each([
    ['en-US', 'UTC', 'November 22, 2026 at 11:20 PM', 'November 22, 2026', '11:20 PM'],
    ['en-US', 'Europe/Berlin', 'November 23, 2026 at 12:20 AM', 'November 23, 2026', '12:20 AM'],
    ['en-US', 'Mars/Olympus', 'November 22, 2026 at 11:20 PM', 'November 22, 2026', '11:20 PM'],
    ['de-DE', 'UTC', '22. November 2026 um 23:20', '22. November 2026', '23:20'],
    ['de-DE', 'Europe/Berlin', '23. November 2026 um 00:20', '23. November 2026', '00:20'],
  ])('in %s and %s are shown as %s', (locale, timezone, instant, date, time) => {
    setLocales([locale]);
    expect(plainSpaces(formatInstant(LATE, timezone))).toBe(instant);
    expect(formatDate(LATE, timezone)).toBe(date);
    expect(plainSpaces(formatTime(LATE, timezone))).toBe(time);
  });
});

describe('relative times', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it.each([
    ['2026-11-22T12:00:20Z', 'now', 'jetzt'],
    ['2026-11-22T12:00:40Z', 'in 1 minute', 'in 1 Minute'],
    ['2026-11-22T12:04:00Z', 'in 4 minutes', 'in 4 Minuten'],
    ['2026-11-22T12:59:50Z', 'in 1 hour', 'in 1 Stunde'],
    ['2026-11-22T10:00:00Z', '2 hours ago', 'vor 2 Stunden'],
    ['2026-11-23T11:50:00Z', 'tomorrow', 'morgen'],
    ['2026-11-21T01:00:00Z', 'yesterday', 'gestern'],
    ['2026-11-25T01:00:00Z', 'in 3 days', 'in 3 Tagen'],
    ['2026-11-19T12:00:00Z', '3 days ago', 'vor 3 Tagen'],
    ['2026-11-29T12:00:00Z', null, null],
    ['2026-11-15T12:00:00Z', null, null],
  ])('of %s are "%s" in English and "%s" in German', (instant, english, german) => {
    expect(formatRelative(instant, 'UTC', now)).toBe(english);
    setLocales(['de-DE']);
    expect(formatRelative(instant, 'UTC', now)).toBe(german);
  });

  it('count calendar days in the time zone', () => {
    const evening = new Date('2026-11-22T22:00:00Z');
    const instant = '2026-11-23T23:30:00Z';
    expect(formatRelative(instant, 'UTC', evening)).toBe('tomorrow');
    expect(formatRelative(instant, 'America/Los_Angeles', evening)).toBe('tomorrow');
    expect(formatRelative(instant, 'Europe/Berlin', evening)).toBe('in 2 days');
  });
});

describe('today', () => {
  it.each([
    ['UTC', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-11-23'],
    ['America/Los_Angeles', '2026-11-22'],
    ['Mars/Olympus', '2026-11-22'],
  ])('in %s is %s, in every locale', (timezone, day) => {
    for (const locale of ['en-US', 'de-DE', 'ar-EG', 'th-TH']) {
      setLocales([locale]);
      expect(todayIn(timezone, new Date(LATE))).toBe(day);
    }
  });
});
