import { expect, it } from '@jest/globals';
import { getRange, parseRange } from './range.js';

it.each([
  ['short', 'SHORT_TERM'],
  ['medium', 'MEDIUM_TERM'],
  ['long', 'LONG_TERM'],
] as const)('"%s" in an address is the range %s', (slug, range) => {
  expect(parseRange(slug)).toBe(range);
  expect(getRange(range).slug).toBe(slug);
});

it.each(['LONG_TERM', '', null])('%j in an address is no range', (slug) =>
  expect(parseRange(slug)).toBeNull(),
);
