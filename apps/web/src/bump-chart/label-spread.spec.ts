import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spreadLabels } from './line-ends.js';

const room = { top: 0, bottom: 100, height: 20 };

describe('spreadLabels', () => {
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
      [50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50],
      [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    ],
    ['accepts no labels', [], []],
  ])('%s', (_, wanted, expected) => {
    expect(spreadLabels(wanted, room)).toEqual(expected);
  });
});

describe('for any labels, spreadLabels', () => {
  const anyWanted = fc.array(fc.integer({ min: -20, max: 220 }), { minLength: 1, maxLength: 10 });
  const wide = { top: 10, bottom: 200, height: 20 };
  const inOrder = (positions: readonly number[]): number[] => [...positions].sort((a, b) => a - b);

  test('leaves no overlap and stays inside if they fit', () => {
    fc.assert(
      fc.property(anyWanted, (wanted) => {
        const positions = inOrder(spreadLabels(wanted, wide));
        expect(positions.at(0)).toBeGreaterThanOrEqual(wide.top - 1e-9);
        expect(positions.at(-1)).toBeLessThanOrEqual(wide.bottom + 1e-9);
        positions.slice(1).forEach((position, index) => {
          expect(position - (positions[index] ?? 0)).toBeGreaterThanOrEqual(wide.height - 1e-9);
        });
      }),
    );
  });

  test('keeps the order of the wanted positions', () => {
    fc.assert(
      fc.property(anyWanted, (wanted) => {
        const positions = spreadLabels(wanted, wide);
        const byWish = wanted.map((want, index) => ({ want, position: positions[index] ?? 0 }));
        byWish.sort((a, b) => a.want - b.want || a.position - b.position);
        expect(byWish.map(({ position }) => position)).toEqual(inOrder(positions));
      }),
    );
  });

  test('does not move labels that are already apart', () => {
    fc.assert(
      fc.property(anyWanted, (wanted) => {
        const once = spreadLabels(wanted, wide);
        spreadLabels(once, wide).forEach((position, index) =>
          expect(position).toBeCloseTo(once[index] ?? 0, 6),
        );
      }),
    );
  });
});
