import { expect, it } from '@jest/globals';
import { count } from './count.js';
import { initialsOf } from './initials.js';
import { rangeInAddress, wordsOf } from './range.js';

it.each([
  [0, '0 weeks'],
  [1, '1 week'],
  [1_204, '1,204 weeks'],
])('%i of them are "%s"', (number, expected) => expect(count(number, 'week')).toBe(expected));

it('a plural may be a word of its own', () => expect(count(2, 'entry', 'entries')).toBe('2 entries'));

it.each([
  ['Paper Lanterns', 'PL'],
  ['The Night Ferries', 'NF'],
  ['The The', 'TT'],
  ['Søren & the Pavilion', 'SP'],
  ['Нічний Трамвай', 'НТ'],
  ['★ Moth Parade ★', 'MP'],
  ['moths', 'M'],
  ['', ''],
])('"%s" is shortened to "%s"', (name, initials) => expect(initialsOf(name)).toBe(initials));

it.each([
  ['short', 'SHORT_TERM'],
  ['medium', 'MEDIUM_TERM'],
  ['long', 'LONG_TERM'],
  ['LONG_TERM', 'SHORT_TERM'],
  [null, 'SHORT_TERM'],
] as const)('"%s" in an address is %s', (text, range) => {
  expect(rangeInAddress(text)).toBe(range);
  expect(wordsOf(range).range).toBe(range);
});
