import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spreadLabels } from './label-spread.js';

const room = { top: 0, bottom: 100, height: 20 };

describe('labels', () => {
  test.each([
    ['stay where they want to, with room between them', [10, 50, 90], [10, 50, 90]],
    ['move apart by the same', [50, 50], [40, 60]],
    ['move apart around their middle', [40, 50, 60], [30, 50, 70]],
    ['push others only as far as they must', [10, 12, 60], [1, 21, 60]],
    ['stay inside at the top', [0, 0], [0, 20]],
    ['stay inside at the bottom', [100, 99, 98], [100, 80, 60]],
    ['keep the order of their wishes', [60, 50], [65, 45]],
    [
      'stand evenly where there is no room',
      [50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50],
      [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    ],
    ['need not be', [], []],
  ])('%s', (_, wanted, expected) => {
    expect(spreadLabels(wanted, room)).toEqual(expected);
  });
});

describe('any labels', () => {
  const wanted = fc.array(fc.integer({ min: -20, max: 220 }), { minLength: 1, maxLength: 10 });
  const wide = { top: 10, bottom: 200, height: 20 };
  const inOrder = (positions: readonly number[]): number[] => [...positions].sort((a, b) => a - b);

  test('that fit do not touch, and stay inside', () => {
    fc.assert(
      fc.property(wanted, (wishes) => {
        const positions = inOrder(spreadLabels(wishes, wide));
        expect(positions.at(0)).toBeGreaterThanOrEqual(wide.top - 1e-9);
        expect(positions.at(-1)).toBeLessThanOrEqual(wide.bottom + 1e-9);
        positions.slice(1).forEach((position, index) => {
          expect(position - (positions[index] ?? 0)).toBeGreaterThanOrEqual(wide.height - 1e-9);
        });
      }),
    );
  });

  test('keep the order of their wishes', () => {
    fc.assert(
      fc.property(wanted, (wishes) => {
        const positions = spreadLabels(wishes, wide);
        const byWish = wishes.map((wish, index) => ({ wish, position: positions[index] ?? 0 }));
        byWish.sort((a, b) => a.wish - b.wish || a.position - b.position);
        expect(byWish.map(({ position }) => position)).toEqual(inOrder(positions));
      }),
    );
  });

  test('that are apart already do not move', () => {
    fc.assert(
      fc.property(wanted, (wishes) => {
        const once = spreadLabels(wishes, wide);
        spreadLabels(once, wide).forEach((position, index) =>
          expect(position).toBeCloseTo(once[index] ?? 0, 6),
        );
      }),
    );
  });
});
