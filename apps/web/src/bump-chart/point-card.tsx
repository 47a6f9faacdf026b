import { Movement } from '../design/movement.js';
import type { Cursor } from './cursor.js';
import type { Frame } from './frame.js';
import { movementAt, periodWords, standingWords } from './point-words.js';
import { type Interval, type Series, standingOf } from './series.js';

interface Props {
  readonly frame: Frame;
  readonly series: Series;
  readonly slot: number;
  readonly interval: Interval;
  readonly at: Cursor;
}

const WIDTH = 204;
/** Room for the longest card; it takes as much of it as it needs, on the side of the point. */
const HEIGHT = 150;
const AWAY = 16;

/** What the point says that is looked at: above it, or below it in the upper half. */
export function PointCard({ frame, series, slot, interval, at }: Props) {
  const point = series.points[at.index];
  if (!point) return null;
  const isKnown = standingOf(point) !== 'UNKNOWN';
  // Not over the names at the end.
  const x = Math.max(0, Math.min(frame.x(at.index) - WIDTH / 2, frame.right + AWAY - WIDTH));
  const y = isKnown ? frame.y(point.rank) : frame.top;
  const isBelow = y < frame.height / 2;
  const movement = movementAt(series, at.index);
  return (
    <foreignObject
      className="bump-card"
      aria-hidden="true"
      x={x}
      y={isBelow ? y + AWAY : y - AWAY - HEIGHT}
      width={Math.min(WIDTH, frame.width)}
      height={HEIGHT}
    >
      <div className={isBelow ? 'below' : 'above'}>
        <div className={`slot-${slot}`}>
          {isKnown && <strong>{series.name}</strong>}
          <span className="place">
            <b>{standingWords(point)}</b> {movement && <Movement {...movement} />}
          </span>
          <span className="day">{periodWords(point, interval)}</span>
          {!isKnown && <span className="day">Nobody knows who stood where.</span>}
        </div>
      </div>
    </foreignObject>
  );
}
