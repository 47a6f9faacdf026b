import { expect, it } from '@jest/globals';
import { dateInWords, instantInWords, timeInWords, todayIn } from './instant.js';

const LATE = '2026-11-22T23:20:00.000Z';

it.each([
  ['UTC', '22 November 2026, 23:20', '22 November 2026'],
  ['Europe/Berlin', '23 November 2026, 00:20', '23 November 2026'],
  ['Mars/Olympus', '22 November 2026, 23:20', '22 November 2026'],
])('is what clocks show in %s', (timezone, words, date) => {
  expect(instantInWords(LATE, timezone)).toBe(words);
  expect(dateInWords(LATE, timezone)).toBe(date);
  expect(timeInWords(new Date(LATE), timezone)).toBe(words.slice(-5));
});

it.each([
  ['UTC', '2026-11-22'],
  ['Pacific/Kiritimati', '2026-11-23'],
  ['America/Los_Angeles', '2026-11-22'],
  ['Mars/Olympus', '2026-11-22'],
])('in %s it is %s then', (timezone, day) => expect(todayIn(timezone, new Date(LATE))).toBe(day));
