import { describe, expect, it } from '@jest/globals';
import { retryAfterSeconds } from './rate-limited-http.js';

const DATE = 'Sun, 22 Nov 2026 12:00:00 GMT';

describe('retryAfterSeconds', () => {
  it.each([
    ['seconds', { 'retry-after': '17' }, false, 17],
    ['part of a second counts as a whole one', { 'retry-after': '0.2' }, false, 1],
    ['none at all is still a second', { 'retry-after': '0' }, false, 1],
    ['a day', { 'retry-after': '86400' }, false, 86_400],
    ['more than a week is not believed', { 'retry-after': '99999999999' }, false, 604_800],
    [
      'a date, by the clock of the response',
      { 'retry-after': 'Sun, 22 Nov 2026 12:01:30 GMT', date: DATE },
      false,
      90,
    ],
    ['a date gone by', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT', date: DATE }, false, 1],
    ['absent', {}, false, 30],
    ['garbage', { 'retry-after': 'soon' }, false, 30],
    ['a negative number', { 'retry-after': '-5' }, false, 30],
    ['a quota without a time', {}, true, 3_600],
    ['a quota with a shorter time', { 'retry-after': '5' }, true, 3_600],
    ['a quota with a longer time', { 'retry-after': '7200' }, true, 7_200],
  ])('%s', (_, headers, quotaExceeded, seconds) => {
    expect(retryAfterSeconds(headers, quotaExceeded)).toBe(seconds);
  });

  it('compares a date with the local clock if the response has no Date header', () => {
    const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
    const seconds = retryAfterSeconds({ 'retry-after': inTwoMinutes }, false);
    expect(seconds).toBeGreaterThanOrEqual(118);
    expect(seconds).toBeLessThanOrEqual(120);
  });
});
