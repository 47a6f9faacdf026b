import { expect, it } from '@jest/globals';
import { spanInWords } from './span-in-words.js';

it.each([
  ['2026-06-03', '2026-06-03', '3 June 2026'],
  ['2026-06-03', '2026-06-05', '3–5 June 2026'],
  ['2026-06-30', '2026-07-02', '30 June – 2 July 2026'],
  ['2026-12-30', '2027-01-02', '30 December 2026 – 2 January 2027'],
  ['2025-06-03', '2026-06-05', '3 June 2025 – 5 June 2026'],
])('%s to %s is %s', (from, to, words) => {
  expect(spanInWords(from, to)).toBe(words);
});
