import { describe, expect, test } from '@jest/globals';
import { points } from './series.fixture.js';
import { getRankTicks, getTimeTicks } from './ticks.js';

const anything = (length: number): string => Array.from({ length }, () => '1').join(' ');

describe('getRankTicks', () => {
  test.each([
    [10, 40, [1, 2, 3, 4, 5, 7, 10]],
    [50, 20, [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50]],
    [50, 4, [1, 7, 15, 20, 30, 40, 50]],
    [51, 10, [1, 3, 5, 7, 10, 15, 20, 30, 40, 51]],
    [12, 10, [1, 3, 5, 7, 10, 12]],
    [10, 1, [1, 10]],
  ])('for %i ranks of %i px gives %j', (lastRank, pixels, expected) => {
    expect(getRankTicks(lastRank, (rank) => rank * pixels)).toEqual(expected);
  });
});

describe('getTimeTicks', () => {
  const labels = (length: number, interval: 'DAY' | 'WEEK', width: number, first?: string): string[] =>
    getTimeTicks(points(anything(length), first, interval === 'WEEK' ? 7 : 1), interval, width).map(
      ({ label }) => label,
    );

  test('labels every period if there is room', () => {
    expect(labels(3, 'DAY', 80, '2026-12-30')).toEqual(['Dec 30, 2026', 'Dec 31', 'Jan 1, 2027']);
  });

  test('labels Mondays if days are too close', () => {
    expect(labels(16, 'DAY', 11, '2026-06-02')).toEqual(['Jun 8, 2026', 'Jun 15']);
  });

  test('labels months if weeks are too close', () => {
    expect(labels(20, 'WEEK', 20, '2026-10-04')).toEqual(['Nov 2026', 'Dec', 'Jan 2027', 'Feb']);
  });

  test('labels quarters and years if months are too close', () => {
    expect(labels(53, 'WEEK', 6, '2026-05-03')).toEqual(['Jul 2026', 'Oct', 'Jan 2027', 'Apr']);
    expect(labels(160, 'WEEK', 1.5, '2026-05-03')).toEqual(['2027', '2028', '2029']);
  });

  test('labels the first period if no step starts', () => {
    expect(labels(4, 'DAY', 5, '2026-06-02')).toEqual(['Jun 2, 2026']);
    expect(getTimeTicks([], 'DAY', 5)).toEqual([]);
  });
});
