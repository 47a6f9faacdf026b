import { expect, test } from '@jest/globals';
import { assignSlots } from './slots.js';

test('artists keep their slots while others are added and removed', () => {
  const first = assignSlots(new Map(), ['A', 'B', 'C']);
  expect([...first]).toEqual([
    ['A', 0],
    ['B', 1],
    ['C', 2],
  ]);
  const without = assignSlots(first, ['A', 'C']);
  expect([...without]).toEqual([
    ['A', 0],
    ['C', 2],
  ]);
  expect([...assignSlots(without, ['C', 'D', 'A', 'E'])]).toEqual([
    ['C', 2],
    ['D', 1],
    ['A', 0],
    ['E', 3],
  ]);
});
