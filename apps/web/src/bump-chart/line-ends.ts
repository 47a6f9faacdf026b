import type { Frame } from './frame.js';
import { type Series, getPointState } from './series.js';

/** A label at one end of a line. */
export interface LineEnd {
  /** The index of the series. */
  readonly series: number;
  /** The rank beside the name; null if off the chart. */
  readonly rank: number | null;
  /** The height of the line and of the label's middle, in pixels from the top. */
  readonly lineY: number;
  readonly labelY: number;
  /** Whether the line reaches this end of the chart, and is connected with its label. */
  readonly isConnected: boolean;
}

const LABEL_HEIGHT = 20;

/** The labels on the right: each at the last known rank of its artist. */
export function getLastEnds(all: readonly Series[], frame: Frame): LineEnd[] {
  const ends = all.map(({ points }, series) => {
    const last = points.findLast((point) => getPointState(point) !== 'UNKNOWN');
    const rank = last?.rank ?? null;
    return { series, rank, lineY: frame.y(rank), isConnected: rank !== null && last === points.at(-1) };
  });
  return placeLabels(ends, frame);
}

/** The labels on the left, of artists with a rank in the first period. */
export function getFirstEnds(all: readonly Series[], frame: Frame): LineEnd[] {
  const ends = all.flatMap(({ points }, series) => {
    const rank = points[0]?.rank ?? null;
    return rank === null ? [] : { series, rank, lineY: frame.y(rank), isConnected: true };
  });
  return placeLabels(ends, frame);
}

function placeLabels(ends: readonly Omit<LineEnd, 'labelY'>[], frame: Frame): LineEnd[] {
  const room = { top: frame.top - 6, bottom: frame.offChart + 6, height: LABEL_HEIGHT };
  const positions = spreadLabels(
    ends.map(({ lineY }) => lineY),
    room,
  );
  return ends.map((end, index) => ({ ...end, labelY: positions[index] ?? end.lineY }));
}

/** The room for labels in CSS pixels: their middles lie between `top` and `bottom`. */
export interface LabelRoom {
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

/**
 * Moves labels apart so that none overlaps, each as little as possible (least squares), in order. If there is no room
 * they are spread evenly. Uses isotonic regression: neighbours in the wrong order are pooled.
 *
 * @param wanted the best position of each label's middle; the result has the same order
 */
export function spreadLabels(wanted: readonly number[], room: LabelRoom): number[] {
  const count = wanted.length;
  const distance = count > 1 ? Math.min(room.height, (room.bottom - room.top) / (count - 1)) : 0;
  const order = wanted
    .map((_, index) => index)
    .sort((a, b) => valueAt(wanted, a) - valueAt(wanted, b) || a - b);

  const pools: { sum: number; size: number }[] = [];
  order.forEach((index, place) => {
    let pool = { sum: valueAt(wanted, index) - place * distance, size: 1 };
    for (let above = pools.at(-1); above && mean(above) > mean(pool); above = pools.at(-1)) {
      pool = { sum: above.sum + pool.sum, size: above.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  });

  const highest = room.top;
  const lowest = room.bottom - Math.max(0, count - 1) * distance;
  const positions = Array.from<number>({ length: count });
  pools
    .flatMap((pool) => Array.from({ length: pool.size }, () => mean(pool)))
    .forEach((position, place) => {
      positions[valueAt(order, place)] = Math.min(Math.max(position, highest), lowest) + place * distance;
    });
  return positions;
}

function mean({ sum, size }: { sum: number; size: number }): number {
  return sum / size;
}

function valueAt(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
