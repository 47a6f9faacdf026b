import { memo, useId } from 'react';
import { type Frame, formatLane, getPeriodWidth } from './frame.js';
import { getReconstructedPart } from './reconstructed-part.js';
import type { Interval, RankPoint } from './series.js';
import { getGaps } from './stretches.js';
import { getRankTicks, getTimeTicks } from './ticks.js';

interface Props {
  readonly frame: Frame;
  /** The points of any series: all have the same periods. */
  readonly points: readonly RankPoint[];
  readonly interval: Interval;
}

/** The axes, the lane for off the chart, and bands where snapshots are reconstructed or missing. */
export const Backdrop = memo(function Backdrop({ frame, points, interval }: Props) {
  const { left, right, bottom, offChart, height } = frame;
  return (
    <g className="bump-backdrop" aria-hidden="true">
      <Reconstructed frame={frame} points={points} />
      <Gaps frame={frame} points={points} />
      {getRankTicks(frame.lastRank, frame.y).map((rank) => (
        <g key={rank}>
          <line x1={left} x2={right} y1={frame.y(rank)} y2={frame.y(rank)} />
          <text className="rank" x={left - 10} y={frame.y(rank)} dy="0.35em">
            {rank}
          </text>
        </g>
      ))}
      <line className="bump-lane" x1={left} x2={right} y1={offChart} y2={offChart} />
      <text className="rank" x={left - 8} y={offChart} dy="0.35em">
        {formatLane(frame)}
      </text>
      {getTimeTicks(points, interval, getPeriodWidth(frame)).map(({ index, label }) => (
        <g key={index}>
          <line x1={frame.x(index)} x2={frame.x(index)} y1={bottom} y2={bottom + 5} />
          <text x={frame.x(index)} y={height - 6} className="day">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
});

function Reconstructed({ frame, points }: Omit<Props, 'interval'>) {
  const part = getReconstructedPart(points, frame);
  if (!part) return null;
  const { box, seam, label } = part;
  return (
    <g className="bump-reconstructed">
      <rect {...box} />
      {seam !== null && <line x1={seam} x2={seam} y1={0} y2={frame.offChart} />}
      <text x={label.x} y={label.y}>
        {label.text}
      </text>
    </g>
  );
}

/** The minimum width of a gap, in pixels. */
const MIN_GAP_WIDTH = 2;

function Gaps({ frame, points }: Omit<Props, 'interval'>) {
  const hatching = useId();
  const half = getPeriodWidth(frame) / 2;
  const { left, right, top, offChart } = frame;
  return (
    <>
      <pattern id={hatching} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="bump-hatch" x1="0" x2="0" y1="0" y2="6" />
      </pattern>
      {getGaps(points).map(({ first, last }) => {
        const begin = Math.max(left, frame.x(first) - half);
        const end = Math.max(Math.min(right, frame.x(last) + half), begin + MIN_GAP_WIDTH);
        const box = { x: begin, y: top - 8, width: end - begin, height: offChart - top + 8 };
        return (
          <g key={first} className="bump-gap">
            <rect {...box} className="bump-gap-ground" />
            <rect {...box} fill={`url(#${hatching})`} />
          </g>
        );
      })}
    </>
  );
}
