import { expect, it } from '@jest/globals';
import { nextInWords } from './next-in-words.js';

const NOW = new Date('2026-11-22T20:00:00Z');

it.each([
  [null, 'UTC', 'No snapshot is planned.'],
  ['2026-11-22T19:59:00Z', 'UTC', 'The next snapshot is due now.'],
  ['2026-11-22T21:30:00Z', 'UTC', 'The next snapshot is due today at 21:30.'],
  ['2026-11-22T23:30:00Z', 'Europe/Berlin', 'The next snapshot is due tomorrow at 00:30.'],
  ['2026-11-25T06:00:00Z', 'UTC', 'The next snapshot is due on 25 November 2026, 06:00.'],
])('%s in %s: %s', (next, timezone, words) => {
  expect(nextInWords(next, timezone, NOW)).toBe(words);
});
