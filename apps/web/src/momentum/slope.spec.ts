import { expect, test } from '@jest/globals';
import { slopeOf } from './slope.js';

test('a rank that is better stands higher', () => {
  const { dots, lines } = slopeOf([40, 20, 1], 84, 34);
  const [year, halfYear, weeks] = dots.map(({ y }) => y);
  expect([weeks, halfYear, year]).toEqual([weeks, halfYear, year].sort((a, b) => (a ?? 0) - (b ?? 0)));
  expect(dots.map(({ x }) => x)).toEqual([5, 42, 79]);
  expect(lines).toHaveLength(2);
});

test('to and from a list without the artist leads no line', () => {
  expect(slopeOf([null, null, 3], 84, 34).lines).toEqual([]);
  expect(slopeOf([12, null, 3], 84, 34).lines).toEqual([]);
  expect(slopeOf([12, 8, null], 84, 34).lines).toHaveLength(1);
  expect(slopeOf([12, null, 3], 84, 34).dots.map(({ isOff }) => isOff)).toEqual([false, true, false]);
});

test('a place far below is drawn as the last one', () => {
  expect(slopeOf([100, 50, 1], 84, 34).dots.map(({ y }) => y)).toEqual([24, 24, 5]);
});
