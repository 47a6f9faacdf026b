import { expect, it } from '@jest/globals';
import { updateQuery } from './query-string.js';

it.each([
  ['', {}, ''],
  ['range=long', {}, '?range=long'],
  ['range=long&on=2026-11-01', { on: null }, '?range=long'],
  ['range=long', { range: null }, ''],
  ['range=long', { range: 'short', on: '2026-11-01' }, '?range=short&on=2026-11-01'],
  ['', { note: 'a&b=c' }, '?note=a%26b%3Dc'],
] as const)('updating the query "%s" with %j gives "%s"', (search, changes, expected) => {
  expect(updateQuery(search, changes)).toBe(expected);
});
