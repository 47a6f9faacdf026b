import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spreadLabels } from './line-ends.js';

const room = { top: -10, bottom: 110 };
const heights = (count: number): number[] => Array.from({ length: count }, () => 20);

describe('spreadLabels', () => {
  test('gives tall labels more room', () => {
    expect(spreadLabels([50, 50], [60, 20], room)).toEqual([30, 70]);
  });

  test.each([
    ['keeps labels that have room', [10, 50, 90], [10, 50, 90]],
    ['moves two labels apart evenly', [50, 50], [40, 60]],
    ['moves labels apart around their middle', [40, 50, 60], [30, 50, 70]],
    ['pushes neighbours only as far as needed', [10, 12, 60], [1, 21, 60]],
    ['keeps labels inside at the top', [0, 0], [0, 20]],
    ['keeps labels inside at the bottom', [100, 99, 98], [100, 80, 60]],
    ['keeps the order of the wanted positions', [60, 50], [65, 45]],
    [
      'spreads labels evenly if there is no room',
      Array.from({ length: 12 }, () => 50),
      [-5, 5, 15, 25, 35, 45, 55, 65, 75, 85, 95, 105],
    ],
    ['accepts no labels', [], []],
  ])('%s', (_, wanted, expected) => {
    expect(spreadLabels(wanted, heights(wanted.length), room)).toEqual(expected);
  });
});

describe('for any labels, spreadLabels', () => {
  const anyWanted = fc.array(fc.integer({ min: -20, max: 220 }), { minLength: 1, maxLength: 10 });
  const wide = { top: 0, bottom: 210 };
  const spread = (wanted: readonly number[]): number[] => spreadLabels(wanted, heights(wanted.length), wide);
  const inOrder = (positions: readonly number[]): number[] => [...positions].sort((a, b) => a - b);

  test('leaves no overlap and stays inside if they fit', () => {
    fc.assert(
      fc.property(anyWanted, (wanted) => {
        const positions = inOrder(spread(wanted));
        expect(positions.at(0)).toBeGreaterThanOrEqual(wide.top + 10 - 1e-9);
        expect(positions.at(-1)).toBeLessThanOrEqual(wide.bottom - 10 + 1e-9);
        positions.slice(1).forEach((position, index) => {
          expect(position - (positions[index] ?? 0)).toBeGreaterThanOrEqual(20 - 1e-9);
        });
      }),
    );
  });

  test('keeps the order of the wanted positions', () => {
    fc.assert(
      fc.property(anyWanted, (wanted) => {
        const positions = spread(wanted);
        const byWish = wanted.map((want, index) => ({ want, position: positions[index] ?? 0 }));
        byWish.sort((a, b) => a.want - b.want || a.position - b.position);
        expect(byWish.map(({ position }) => position)).toEqual(inOrder(positions));
      }),
    );
  });

  test('does not move labels that are already apart', () => {
    fc.assert(
      fc.property(anyWanted, (wanted) => {
        const once = spread(wanted);
        spread(once).forEach((position, index) => expect(position).toBeCloseTo(once[index] ?? 0, 6));
      }),
    );
  });
});
