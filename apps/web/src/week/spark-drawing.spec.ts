import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyPoints, points } from '../bump-chart/series.fixture.js';
import { describeSparkline, drawSparkline, SPARK } from './spark-drawing.js';

const weekly = (written: string) => points(written, '2026-06-07', 7);

it('breaks the line where there is no snapshot, and leaves the weeks before the first one empty', () => {
  const { lines, gaps, legs } = drawSparkline(weekly('. . 3 2 . 4 5'));
  expect(lines).toHaveLength(2);
  expect(legs).toEqual([]);
  expect(gaps).toHaveLength(1);
});

it('drops to the lane while the artist is off the chart', () => {
  const { lines, legs, end } = drawSparkline(weekly('3 2 - - 4'));
  expect(lines).toHaveLength(2);
  expect(legs).toHaveLength(2);
  expect(end?.x).toBe(SPARK.width - 4);
});

it('draws the best rank on top, and nothing for an artist without a rank', () => {
  expect(drawSparkline(weekly('50 1')).end?.y).toBe(4);
  // Ranks that are close together stay in the middle.
  expect(drawSparkline(weekly('3 3')).end?.y).toBe(12);
  expect(drawSparkline(weekly('- .'))).toMatchObject({ lines: [], legs: [], end: null });
});

it('sets reconstructed weeks apart from recorded ones', () => {
  const { lines, end } = drawSparkline(weekly('5r 4r 3 2'));
  expect(lines.map(({ isReconstructed }) => isReconstructed)).toEqual([true, false]);
  expect(end?.isReconstructed).toBe(false);
  expect(drawSparkline(weekly('5r 4r')).end?.isReconstructed).toBe(true);
});

it('stays within its box', () => {
  fc.assert(
    fc.property(anyPoints, (history) => {
      const { lines, legs, gaps } = drawSparkline(history);
      const numbers = [...lines.map(({ path }) => path), ...legs].flatMap(
        (path) => path.match(/[\d.]+ [\d.]+/g) ?? [],
      );
      for (const pair of numbers) {
        const [x = 0, y = 0] = pair.split(' ').map(Number);
        expect(x >= 0 && x <= SPARK.width && y >= 0 && y <= SPARK.height).toBe(true);
      }
      expect(gaps.every(({ width }) => width > 0)).toBe(true);
    }),
  );
});

it('describes the weeks since the first snapshot', () => {
  expect(describeSparkline(weekly('. 9 - . 4'))).toBe('Last 4 weeks: 9, off the chart, no snapshot, 4');
  expect(describeSparkline(weekly('. 4'))).toBe('Last week: 4');
  expect(describeSparkline(weekly('. 9r 8r 7'))).toBe('Last 3 weeks: 9, 8, 7; the first 2 reconstructed');
  expect(describeSparkline(weekly('9r 8r'))).toBe('Last 2 weeks: 9, 8; reconstructed');
});
