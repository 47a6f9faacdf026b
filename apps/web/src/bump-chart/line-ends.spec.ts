import { describe, expect, test } from '@jest/globals';
import { frameOf } from './frame.js';
import { firstEnds, lastEnds } from './line-ends.js';
import { series } from './series.fixture.js';

const all = [series('1 2 3', 'A'), series('2 - -', 'B'), series('- 4 .', 'C'), series('. - 3', 'D')];
const frame = frameOf(all, 1000);

describe('the labels at the ends', () => {
  test('tell where an artist was seen last, and whether the line leads there', () => {
    expect(lastEnds(all, frame).map(({ rank, reached }) => [rank, reached])).toEqual([
      [3, true],
      [null, false],
      [4, false],
      [3, true],
    ]);
  });

  test('do not cover each other', () => {
    const positions = lastEnds(all, frame)
      .map(({ labelY }) => labelY)
      .sort((a, b) => a - b);
    const distances = positions.slice(1).map((position, index) => position - (positions[index] ?? 0));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(20 - 1e-9);
  });
});

test('the labels at the beginnings are those of who is on the chart then', () => {
  expect(firstEnds(all, frame).map(({ series: number, rank }) => [number, rank])).toEqual([
    [0, 1],
    [1, 2],
  ]);
});
