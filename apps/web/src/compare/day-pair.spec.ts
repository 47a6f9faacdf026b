import { expect, it } from '@jest/globals';
import type { CoverageDay } from '../coverage/compute-coverage.js';
import { addNewest, describePick, pairDays } from './day-pair.js';

const A = '2026-11-15';
const B = '2026-11-22';
const DAYS: CoverageDay[] = [{ day: A, states: new Map([['LONG_TERM', 'SNAPSHOT']]) }];

it('the calendar of two days has today if it is recorded', () => {
  expect(addNewest(DAYS, 'LONG_TERM', B).map(({ day }) => day)).toEqual([A, B]);
  expect(addNewest(DAYS, 'LONG_TERM', A)).toBe(DAYS);
  expect(addNewest(DAYS, 'LONG_TERM', null)).toBe(DAYS);
});

it.each([
  [null, A, null],
  [A, A, null],
  [A, B, { from: A, to: B }],
  [B, A, { from: A, to: B }],
])('after %s, picking %s gives %j', (first, day, pair) => {
  expect(pairDays(first, day)).toEqual(pair);
});

it('the calendar says what to pick next', () => {
  expect(describePick(null)).toContain('Pick two days');
  expect(describePick(A)).toBe('November 15, 2026 is picked. Now pick the other day.');
});
