import { expect, test } from '@jest/globals';
import { eventWords, KINDS, kindInAddress } from './kinds.js';

test('every kind has an address of its own', () => {
  expect(KINDS.map(({ inAddress }) => kindInAddress(inAddress))).toEqual(KINDS.map(({ kind }) => kind));
  expect([kindInAddress(null), kindInAddress('else')]).toEqual([null, null]);
});

test.each([
  ['NEW_NUMBER_ONE', 1, 4, 'is number one, up from No. 4'],
  ['NEW_NUMBER_ONE', 1, null, 'is number one, from nowhere'],
  ['NEW_ENTRY', 12, null, 'enters at No. 12, for the first time ever'],
  ['RE_ENTRY', 12, null, 'is back, at No. 12'],
  ['NEW_PEAK', 3, 5, 'has never stood higher: No. 3, up from No. 5'],
  ['NEW_PEAK', 3, null, 'has never stood higher: No. 3'],
  ['DROP_OUT', null, 50, 'drops out, from No. 50'],
] as const)('%s at %s, from %s', (kind, rank, previousRank, words) => {
  expect(eventWords({ kind, rank, previousRank })).toBe(words);
});
