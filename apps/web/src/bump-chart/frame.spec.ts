import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFrame, formatLane, getPeriodWidth } from './frame.js';
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

  test('puts ranks below a shorter axis into the lane', () => {
    const frame = createFrame([series('3 24 -')], 800, { ranks: 10 });
    expect([frame.lastRank, frame.isCut, formatLane(frame)]).toEqual([10, true, '11+']);
    expect(frame.y(10)).toBe(frame.bottom);
    expect([frame.y(11), frame.y(24)]).toEqual([frame.offChart, frame.offChart]);
    const whole = createFrame([series('3 9 -')], 800, { ranks: 20 });
    expect([whole.lastRank, whole.isCut, formatLane(whole)]).toEqual([20, false, 'off']);
  });

  test('centres a single period', () => {
    const frame = createFrame([series('1')], 800);
    expect(frame.x(0)).toBe((frame.left + frame.right) / 2);
  });

  test.each([
    [1536, 640],
    [640, 520],
    [328, 430],
  ])('leaves room for names and lines at a width of %i px', (width, height) => {
    const frame = createFrame([series('1 2 3')], width);
    expect(frame.height).toBe(height);
    expect(frame.right).toBeLessThan(width - 120);
    expect(frame.right - frame.left).toBeGreaterThan(width * 0.46);
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
