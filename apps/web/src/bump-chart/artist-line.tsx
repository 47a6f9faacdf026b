import { memo } from 'react';
import { svgTabIndex } from '../design/svg-tab-index.js';
import { type Frame, getPeriodWidth } from './frame.js';
import {
  describePointSource,
  formatPeriod,
  type Interval,
  type Series,
  getPointState,
  isReconstructed,
} from './series.js';
import { getMark, getMarkedStops, getStretches, getStroke, splitBySource, type Stop } from './stretches.js';
import type { CursorState } from './use-cursor.js';

interface Props {
  readonly frame: Frame;
  readonly series: Series;
  readonly number: number;
  readonly slot: number;
  readonly interval: Interval;
  readonly cursor: CursorState;
}

/**
 * An artist's line. For the keyboard and screen readers it is a slider along time with the rank as its value. Tab
 * reaches one line of the chart, and the arrow keys reach the others.
 */
export function ArtistLine({ frame, series, number, slot, interval, cursor }: Props) {
  const { position, isShown } = cursor;
  const isActive = isShown && position.series === number;
  const point = series.points[position.index];
  return (
    <g
      ref={cursor.lineRef(number)}
      className={`bump-line slot-${slot}${isActive ? ' active' : ''}`}
      role="slider"
      {...svgTabIndex(position.series === number ? 0 : -1)}
      aria-label={series.name}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={frame.periods}
      aria-valuenow={position.index + 1}
      aria-valuetext={point && `${formatPeriod(point, interval)}: ${describePointSource(point, interval)}`}
      onFocus={() => cursor.onFocus(number)}
      onBlur={cursor.onBlur}
    >
      <Strokes frame={frame} points={series.points} slot={slot} />
      {isActive && point && getPointState(point) !== 'UNKNOWN' && (
        <g className="bump-cursor">
          <circle cx={frame.x(position.index)} cy={frame.y(point.rank)} r="9" />
          <Mark
            frame={frame}
            slot={slot}
            stop={{ index: position.index, rank: point.rank, isReconstructed: isReconstructed(point) }}
          />
        </g>
      )}
    </g>
  );
}

interface StrokesProps {
  readonly frame: Frame;
  readonly points: Series['points'];
  readonly slot: number;
}

/** Periods narrower than this, in pixels, have no room for marks at every gap. */
const DENSE = 4;

/** The part of a line that the cursor does not change. */
const Strokes = memo(function Strokes({ frame, points, slot }: StrokesProps) {
  const stretches = getStretches(points, frame.lastRank);
  return (
    <>
      {stretches.map(({ entering, ranked, leaving }) => (
        <g key={ranked[0]?.index}>
          {[entering, leaving].map(
            (leg) => leg && <path key={leg[0].index} className="bump-leg" d={getStroke(frame, leg)} />,
          )}
          {splitBySource(ranked).map(({ stops, isReconstructed: isThin }) => (
            <path
              key={stops[0]?.index}
              className={isThin ? 'bump-stroke reconstructed' : 'bump-stroke'}
              d={getStroke(frame, stops)}
            />
          ))}
        </g>
      ))}
      {getMarkedStops(stretches, getPeriodWidth(frame) < DENSE).map((stop) => (
        <Mark key={stop.index} frame={frame} slot={slot} stop={stop} />
      ))}
    </>
  );
});

interface MarkProps {
  readonly frame: Frame;
  readonly slot: number;
  readonly stop: Stop;
}

function Mark({ frame, slot, stop }: MarkProps) {
  return (
    <path
      className={stop.isReconstructed ? 'bump-mark reconstructed' : 'bump-mark'}
      d={getMark(slot)}
      transform={`translate(${frame.x(stop.index)} ${frame.y(stop.rank)})`}
    />
  );
}
