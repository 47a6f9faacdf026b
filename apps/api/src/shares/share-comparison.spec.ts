import { expect, it } from '@jest/globals';
import { describeComparison } from './share-comparison.js';

it('a comparison says which of the two charts is reconstructed', () => {
  const lists = { similarity: null, common: [], onlyYours: [], onlyTheirs: [] };
  const yours = { yourDay: '2026-11-29', yourSource: 'SPOTIFY' as const };
  const theirs = { theirDay: '2024-02-04', theirSource: 'RECONSTRUCTED' as const };
  expect(describeComparison({ ...yours, ...theirs, ...lists }, () => true)).toMatchObject({
    yourDay: 'Sunday, November 29, 2026',
    theirDay: 'Sunday, February 4, 2024 (reconstructed)',
  });
});
