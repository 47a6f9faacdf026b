import { type Frame } from './frame.js';
import { type Series, getPointState } from './series.js';

/** The active point of a chart: the index of its series and of its period. */
export interface Cursor {
  readonly series: number;
  readonly index: number;
}

/** The periods that PageUp and PageDown skip. */
const PAGE = 5;

/** Moves the cursor by a key: left and right in time, up and down to the next artist. Null for any other key. */
export function moveCursor(key: string, from: Cursor, all: readonly Series[]): Cursor | null {
  const last = Math.max(0, (all[0]?.points.length ?? 1) - 1);
  const along = (index: number): Cursor => ({ ...from, index: Math.min(Math.max(index, 0), last) });
  switch (key) {
    case 'ArrowLeft':
      return along(from.index - 1);
    case 'ArrowRight':
      return along(from.index + 1);
    case 'PageUp':
      return along(from.index + PAGE);
    case 'PageDown':
      return along(from.index - PAGE);
    case 'Home':
      return along(0);
    case 'End':
      return along(last);
    case 'ArrowUp':
      return moveToNeighbour(from, all, -1);
    case 'ArrowDown':
      return moveToNeighbour(from, all, 1);
    default:
      return null;
  }
}

function moveToNeighbour(from: Cursor, all: readonly Series[], step: 1 | -1): Cursor {
  const order = all
    .map((series, number) => ({ number, rank: series.points[from.index]?.rank ?? Infinity }))
    .sort((a, b) => (a.rank === b.rank ? a.number - b.number : a.rank - b.rank));
  const position = order.findIndex(({ number }) => number === from.series);
  return { ...from, series: order[position + step]?.number ?? from.series };
}

/** The point nearest to a pointer: first by period, then by rank. Null on an empty chart. */
export function findCursor(x: number, y: number, frame: Frame, all: readonly Series[]): Cursor | null {
  if (frame.periods === 0) return null;
  const along = (x - frame.left) / (frame.right - frame.left);
  const index = Math.min(Math.max(Math.round(along * (frame.periods - 1)), 0), frame.periods - 1);
  let nearest: Cursor | null = null;
  let least = Infinity;
  for (const [series, { points }] of all.entries()) {
    const point = points[index];
    const isKnown = point !== undefined && getPointState(point) !== 'UNKNOWN';
    const distance = isKnown ? Math.abs(frame.y(point.rank) - y) : Infinity;
    if (nearest && distance >= least) continue;
    nearest = { series, index };
    least = distance;
  }
  return nearest;
}
