import { Movement } from '../design/artist.js';
import type { Cursor } from './cursor.js';
import type { Frame } from './frame.js';
import {
  getMovement,
  formatPeriod,
  describePoint,
  type Interval,
  type Series,
  getPointState,
  isReconstructed,
} from './series.js';

interface Props {
  readonly frame: Frame;
  readonly series: Series;
  readonly slot: number;
  readonly interval: Interval;
  readonly cursor: Cursor;
}

const WIDTH = 204;
/** The maximum height of a card. */
const HEIGHT = 172;
const DISTANCE = 16;

/** The card of the active point: above it, or below it in the upper half of the chart. */
export function PointCard({ frame, series, slot, interval, cursor }: Props) {
  const point = series.points[cursor.index];
  if (!point) return null;
  const isKnown = getPointState(point) !== 'UNKNOWN';
  // Leaves the names on the right uncovered.
  const x = Math.max(0, Math.min(frame.x(cursor.index) - WIDTH / 2, frame.right + DISTANCE - WIDTH));
  const y = isKnown ? frame.y(point.rank) : frame.top;
  const isBelow = y < frame.height / 2;
  const movement = getMovement(series, cursor.index);
  return (
    <foreignObject
      className="bump-card"
      aria-hidden="true"
      x={x}
      y={isBelow ? y + DISTANCE : y - DISTANCE - HEIGHT}
      width={Math.min(WIDTH, frame.width)}
      height={HEIGHT}
    >
      <div className={isBelow ? 'below' : 'above'}>
        <div className={`slot-${slot}`}>
          {isKnown && <strong>{series.name}</strong>}
          <span className="place">
            <b>{describePoint(point, interval)}</b> {movement && <Movement {...movement} />}
          </span>
          <span className="day">{formatPeriod(point, interval)}</span>
          {isReconstructed(point) && <span className="day">Reconstructed</span>}
        </div>
      </div>
    </foreignObject>
  );
}
