import { describe, expect, test } from '@jest/globals';
import { points } from './series.fixture.js';
import { rankTicks, timeTicks } from './ticks.js';

const anything = (length: number): string => Array.from({ length }, () => '1').join(' ');

describe('the ranks on the axis', () => {
  test.each([
    [10, 40, [1, 2, 3, 4, 5, 7, 10]],
    [50, 20, [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50]],
    [50, 4, [1, 7, 15, 20, 30, 40, 50]],
    [51, 10, [1, 3, 5, 7, 10, 15, 20, 30, 40, 51]],
    [12, 10, [1, 3, 5, 7, 10, 12]],
    [10, 1, [1, 10]],
  ])('down to %i, %i px for each', (lastRank, pixels, expected) => {
    expect(rankTicks(lastRank, (rank) => rank * pixels)).toEqual(expected);
  });
});

describe('the days on the axis', () => {
  const labels = (length: number, interval: 'DAY' | 'WEEK', width: number, first?: string): string[] =>
    timeTicks(points(anything(length), first, interval === 'WEEK' ? 7 : 1), interval, width).map(
      ({ label }) => label,
    );

  test('are all of them, with room for it', () => {
    expect(labels(3, 'DAY', 70, '2026-12-30')).toEqual(['30 Dec 2026', '31 Dec', '1 Jan 2027']);
  });

  test('are Mondays where days are too close', () => {
    expect(labels(16, 'DAY', 10, '2026-06-02')).toEqual(['8 Jun 2026', '15 Jun']);
  });

  test('are the beginnings of months where weeks are too close', () => {
    expect(labels(20, 'WEEK', 20, '2026-10-04')).toEqual(['Nov 2026', 'Dec', 'Jan 2027', 'Feb']);
  });

  test('are those of quarters and years where months are too close', () => {
    expect(labels(53, 'WEEK', 6, '2026-05-03')).toEqual(['Jul 2026', 'Oct', 'Jan 2027', 'Apr']);
    expect(labels(160, 'WEEK', 1.5, '2026-05-03')).toEqual(['2027', '2028', '2029']);
  });

  test('are the first one where nothing begins', () => {
    expect(labels(4, 'DAY', 5, '2026-06-02')).toEqual(['2 Jun 2026']);
    expect(timeTicks([], 'DAY', 5)).toEqual([]);
  });
});
