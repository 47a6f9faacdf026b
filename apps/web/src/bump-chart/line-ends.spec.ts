import { describe, expect, test } from '@jest/globals';
import { createFrame } from './frame.js';
import { getFirstEnds, getLastEnds } from './line-ends.js';
import { series } from './series.fixture.js';

const all = [series('1 2 3', 'A'), series('2 - -', 'B'), series('- 4 .', 'C'), series('. - 3', 'D')];
const frame = createFrame(all, 1000);

describe('getLastEnds', () => {
  test('places labels at the last known rank and connects lines that reach the end', () => {
    expect(getLastEnds(all, frame).map(({ rank, isConnected }) => [rank, isConnected])).toEqual([
      [3, true],
      [null, false],
      [4, false],
      [3, true],
    ]);
  });

  test('places labels without overlap', () => {
    const positions = getLastEnds(all, frame)
      .map(({ labelY }) => labelY)
      .sort((a, b) => a - b);
    const distances = positions.slice(1).map((position, index) => position - (positions[index] ?? 0));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(20 - 1e-9);
  });
});

test('getFirstEnds labels the artists with a rank in the first period', () => {
  expect(getFirstEnds(all, frame).map(({ series: number, rank }) => [number, rank])).toEqual([
    [0, 1],
    [1, 2],
  ]);
});
