import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFrame, getPeriodWidth } from './frame.js';
import { anyPoints, series } from './series.fixture.js';

describe('createFrame', () => {
  test('places number one on top, the last rank at the bottom, and the lane for off the chart below', () => {
    const frame = createFrame([series('3 24 -'), series('1 2 3')], 800);
    expect(frame.lastRank).toBe(24);
    expect([frame.y(1), frame.y(24)]).toEqual([frame.top, frame.bottom]);
    expect(frame.y(null)).toBeGreaterThan(frame.bottom);
    expect([frame.x(0), frame.x(2)]).toEqual([frame.left, frame.right]);
    expect(getPeriodWidth(frame)).toBe((frame.right - frame.left) / 2);
  });

  test('shows at least ten ranks', () => {
    expect(createFrame([series('1 2')], 800).lastRank).toBe(10);
    expect(createFrame([series('. -')], 800).lastRank).toBe(10);
  });

  test('centres a single period', () => {
    const frame = createFrame([series('1')], 800);
    expect(frame.x(0)).toBe((frame.left + frame.right) / 2);
    expect(createFrame([series('1')], 1040).namesAtStart).toBe(false);
  });

  test.each([
    [1040, true],
    [640, false],
    [328, false],
  ])('leaves room for names and lines at a width of %i px', (width, namesAtStart) => {
    const frame = createFrame([series('1 2 3')], width);
    expect(frame.namesAtStart).toBe(namesAtStart);
    expect(frame.right).toBeLessThan(width - 90);
    expect(frame.right - frame.left).toBeGreaterThan(width * 0.5);
  });

  test('keeps every rank of any history inside the chart', () => {
    fc.assert(
      fc.property(anyPoints, fc.integer({ min: 300, max: 1400 }), (points, width) => {
        const frame = createFrame([{ id: 'A', name: 'A', points }], width);
        for (const [index, { rank }] of points.entries()) {
          expect(frame.x(index)).toBeGreaterThanOrEqual(frame.left);
          expect(frame.x(index)).toBeLessThanOrEqual(frame.right);
          expect(frame.y(rank)).toBeGreaterThanOrEqual(frame.top);
          expect(frame.y(rank)).toBeLessThan(frame.height);
        }
      }),
    );
  });
});
