import { describe, expect, it } from '@jest/globals';
import { chooseDays, describeDays, suggestDays } from './chosen-days.js';

const A = '2026-11-15';
const B = '2026-11-22';

describe('the two days of an address', () => {
  it.each([
    [A, B, { from: A, to: B, isEqual: false, isReversed: false }],
    [B, A, { from: A, to: B, isEqual: false, isReversed: true }],
    [A, A, { from: A, to: A, isEqual: true, isReversed: false }],
    [null, B, { from: null, to: B, isEqual: false, isReversed: false }],
    [A, null, { from: A, to: null, isEqual: false, isReversed: false }],
    [null, null, { from: null, to: null, isEqual: false, isReversed: false }],
  ])('from %s to %s', (from, to, chosen) => {
    expect(chooseDays(from, to)).toEqual(chosen);
  });

  it('need no words if they are shown as chosen, or none was', () => {
    expect(describeDays(chooseDays(A, B), { from: A, to: B })).toEqual([]);
    expect(describeDays(chooseDays(null, null), { from: A, to: B })).toEqual([]);
  });

  it('are described if they are reversed or not recorded', () => {
    expect(describeDays(chooseDays(B, A), { from: '2026-11-14', to: B })).toEqual([
      'The days were swapped, so the earlier one is on the left.',
      'No snapshot for November 15, 2026: showing November 14, 2026, the newest one before it.',
    ]);
  });
});

it('suggested days lie within the history', () => {
  expect(suggestDays(B, '2026-10-01').map(({ label }) => label)).toEqual(['a week apart', '4 weeks apart']);
  expect(suggestDays(B, null)).toEqual([]);
});
