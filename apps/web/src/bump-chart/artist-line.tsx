import { memo } from 'react';
import type { Cursor } from './cursor.js';
import { type Frame, periodWidth } from './frame.js';
import { periodWords, standingWords } from './point-words.js';
import { type Interval, type Series, standingOf } from './series.js';
import { markOf, strokeOf } from './strokes.js';
import { markedStops, stretchesOf } from './stretches.js';
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
 * An artist's line. For the keyboard and for screen readers it is a slider along time, which says at every period where
 * the artist stood; of all lines of a chart one is in the order of Tab, and the arrow keys lead to the others.
 */
export function ArtistLine({ frame, series, number, slot, interval, cursor }: Props) {
  const { at, isShown } = cursor;
  const isActive = isShown && at.series === number;
  const point = series.points[at.index];
  return (
    <g
      ref={cursor.lineRef(number)}
      className={`bump-line slot-${slot}${isActive ? ' active' : ''}`}
      role="slider"
      tabIndex={at.series === number ? 0 : -1}
      aria-label={series.name}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={frame.periods}
      aria-valuenow={at.index + 1}
      aria-valuetext={point && `${periodWords(point, interval)}: ${standingWords(point)}`}
      onFocus={() => cursor.onFocus(number)}
      onBlur={cursor.onBlur}
    >
      <Strokes frame={frame} points={series.points} slot={slot} />
      {isActive && point && standingOf(point) !== 'UNKNOWN' && (
        <g className="bump-cursor">
          <circle cx={frame.x(at.index)} cy={frame.y(point.rank)} r="9" />
          <Mark frame={frame} slot={slot} at={{ index: at.index, rank: point.rank }} />
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

/** Periods narrower than this, in pixels, leave no room for marks at every gap. */
const DENSE = 4;

/** What does not change while somebody looks along the line. */
const Strokes = memo(function Strokes({ frame, points, slot }: StrokesProps) {
  const stretches = stretchesOf(points);
  return (
    <>
      {stretches.map(({ entering, ranked, leaving }) => (
        <g key={ranked[0]?.index}>
          {[entering, leaving].map(
            (leg) => leg && <path key={leg[0].index} className="bump-leg" d={strokeOf(frame, leg)} />,
          )}
          <path className="bump-stroke" d={strokeOf(frame, ranked)} />
        </g>
      ))}
      {markedStops(stretches, periodWidth(frame) < DENSE).map((stop) => (
        <Mark key={stop.index} frame={frame} slot={slot} at={stop} />
      ))}
    </>
  );
});

interface MarkProps {
  readonly frame: Frame;
  readonly slot: number;
  readonly at: { readonly rank: number | null } & Pick<Cursor, 'index'>;
}

function Mark({ frame, slot, at }: MarkProps) {
  return (
    <path
      className="bump-mark"
      d={markOf(slot)}
      transform={`translate(${frame.x(at.index)} ${frame.y(at.rank)})`}
    />
  );
}
