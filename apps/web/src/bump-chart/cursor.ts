import { type Frame } from './frame.js';
import { type Series, standingOf } from './series.js';

/** The point of a chart that is looked at: which of the series, and which period. */
export interface Cursor {
  readonly series: number;
  readonly index: number;
}

/** How far PageUp and PageDown go. */
const LEAP = 5;

/**
 * Where a key leads from a point: left and right through time, up and down to the artist next above or below in that
 * period. Null: the key means nothing here.
 */
export function cursorAfter(key: string, from: Cursor, all: readonly Series[]): Cursor | null {
  const last = Math.max(0, (all[0]?.points.length ?? 1) - 1);
  const along = (index: number): Cursor => ({ ...from, index: Math.min(Math.max(index, 0), last) });
  switch (key) {
    case 'ArrowLeft':
      return along(from.index - 1);
    case 'ArrowRight':
      return along(from.index + 1);
    case 'PageUp':
      return along(from.index + LEAP);
    case 'PageDown':
      return along(from.index - LEAP);
    case 'Home':
      return along(0);
    case 'End':
      return along(last);
    case 'ArrowUp':
      return beside(from, all, -1);
    case 'ArrowDown':
      return beside(from, all, 1);
    default:
      return null;
  }
}

function beside(from: Cursor, all: readonly Series[], step: 1 | -1): Cursor {
  const order = all
    .map((series, number) => ({ number, rank: series.points[from.index]?.rank ?? Infinity }))
    .sort((a, b) => (a.rank === b.rank ? a.number - b.number : a.rank - b.rank));
  const place = order.findIndex(({ number }) => number === from.series);
  return { ...from, series: order[place + step]?.number ?? from.series };
}

/** The point nearest to a pointer: first the period, then the line. Null over an empty chart. */
export function cursorAt(x: number, y: number, frame: Frame, all: readonly Series[]): Cursor | null {
  if (frame.periods === 0) return null;
  const along = (x - frame.left) / (frame.right - frame.left);
  const index = Math.min(Math.max(Math.round(along * (frame.periods - 1)), 0), frame.periods - 1);
  let nearest: Cursor | null = null;
  let least = Infinity;
  for (const [series, { points }] of all.entries()) {
    const point = points[index];
    const known = point !== undefined && standingOf(point) !== 'UNKNOWN';
    const distance = known ? Math.abs(frame.y(point.rank) - y) : Infinity;
    if (nearest && distance >= least) continue;
    nearest = { series, index };
    least = distance;
  }
  return nearest;
}
