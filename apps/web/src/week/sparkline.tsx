import { memo } from 'react';
import type { RankPoint } from '../bump-chart/series.js';
import { describeSparkline, drawSparkline, SPARK } from './spark-drawing.js';

interface SparklineProps {
  /** Weeks, oldest first. */
  readonly points: readonly RankPoint[];
}

/** An artist's ranks over the last weeks, in the height of a row. */
export const Sparkline = memo(function Sparkline({ points }: SparklineProps) {
  const { lines, legs, gaps, end } = drawSparkline(points);
  const { width, height } = SPARK;
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={describeSparkline(points)}
    >
      {gaps.map((gap) => (
        <rect key={gap.x} className="spark-gap" x={gap.x} y="0" width={gap.width} height={height} />
      ))}
      {legs.map((path) => (
        <path key={path} className="spark-leg" d={path} />
      ))}
      {lines.map(({ path, isReconstructed }) => (
        <path key={path} className={isReconstructed ? 'spark-reconstructed' : undefined} d={path} />
      ))}
      {end && (
        <circle
          className={end.isReconstructed ? 'spark-reconstructed' : undefined}
          cx={end.x}
          cy={end.y}
          r="2.5"
        />
      )}
    </svg>
  );
});
