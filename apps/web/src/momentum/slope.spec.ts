import { expect, test } from '@jest/globals';
import { getSlope } from './slope.js';

test('getSlope draws better ranks higher', () => {
  const { dots, lines } = getSlope([40, 20, 1], 84, 34);
  const [year, halfYear, weeks] = dots.map(({ y }) => y);
  expect([weeks, halfYear, year]).toEqual([weeks, halfYear, year].sort((a, b) => (a ?? 0) - (b ?? 0)));
  expect(dots.map(({ x }) => x)).toEqual([5, 42, 79]);
  expect(lines).toHaveLength(2);
});

test('getSlope draws no line to a list without the artist', () => {
  expect(getSlope([null, null, 3], 84, 34).lines).toEqual([]);
  expect(getSlope([12, null, 3], 84, 34).lines).toEqual([]);
  expect(getSlope([12, 8, null], 84, 34).lines).toHaveLength(1);
  expect(getSlope([12, null, 3], 84, 34).dots.map(({ isOff }) => isOff)).toEqual([false, true, false]);
});

test('getSlope draws ranks beyond 50 at the height of 50', () => {
  expect(getSlope([100, 50, 1], 84, 34).dots.map(({ y }) => y)).toEqual([24, 24, 5]);
});
