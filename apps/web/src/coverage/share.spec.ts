import { expect, it } from '@jest/globals';
import { shareInWords } from './share.js';

it.each([
  [0, 0, null],
  [12, 0, '100%'],
  [0, 3, '0.0%'],
  [174, 8, '95.6%'],
  [9_999, 1, '99.9%'],
  [1, 9_999, 'under 0.1%'],
])('%i snapshots and %i gaps are a share of %s', (snapshotCount, gapCount, words) => {
  expect(shareInWords({ snapshotCount, gapCount })).toBe(words);
});
