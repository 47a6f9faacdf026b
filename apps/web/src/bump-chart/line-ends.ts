import { fitText } from '#cards';
import type { Frame } from './frame.js';
import { type Series, getPointState } from './series.js';

/** The name at the end of a line. */
export interface LineEnd {
  /** The index of the series. */
  readonly series: number;
  /** The rank beside the name; null if off the chart. */
  readonly rank: number | null;
  /** The height of the line and of the label's middle, in pixels from the top. */
  readonly lineY: number;
  readonly labelY: number;
  /** Whether the line reaches the end of the chart, and is connected with its label. */
  readonly isConnected: boolean;
  /** The name, wrapped. It is cut only if the names of all artists don't fit. */
  readonly lines: readonly string[];
}

/** The sizes of a label in pixels: its text, a line of it, and the distance to the next label. */
export const LABEL = { size: 13, line: 15, gap: 5 } as const;
/** From the end of the lines to the label, the rank's right edge, and the name, in pixels. */
export const TO_LABEL = 14;
export const TO_RANK = 34;
export const TO_NAME = 40;

/** The labels of all lines: each at the last known rank of its artist. */
export function getLineEnds(all: readonly Series[], frame: Frame): LineEnd[] {
  const ends = all.map(({ points }, series) => {
    const last = points.findLast((point) => getPointState(point) !== 'UNKNOWN');
    const rank = last?.rank ?? null;
    const isConnected = rank !== null && rank <= frame.lastRank && last === points.at(-1);
    return { series, rank, lineY: frame.y(rank), isConnected };
  });
  const names = wrapNames(
    all.map(({ name }) => name),
    frame,
  );
  const positions = spreadLabels(
    ends.map(({ lineY }) => lineY),
    names.map(getHeight),
    { top: 0, bottom: frame.height },
  );
  return ends.map(({ series, rank, lineY, isConnected }, index) => ({
    series,
    rank,
    lineY,
    labelY: positions[index] ?? lineY,
    isConnected,
    lines: names[index] ?? [],
  }));
}

const MAX_LINES = 7;

/** Wraps all names into as many lines as they need; into fewer if they don't fit below each other. */
function wrapNames(names: readonly string[], frame: Frame): (readonly string[])[] {
  const width = frame.width - frame.right - TO_NAME;
  for (let maxLines = MAX_LINES; ; maxLines--) {
    const wrapped = names.map((name) => fitText(name, { width, size: LABEL.size, maxLines }).lines);
    const height = wrapped.reduce((sum, lines) => sum + getHeight(lines), 0);
    if (height <= frame.height || maxLines === 1) return wrapped;
  }
}

function getHeight(lines: readonly string[]): number {
  return lines.length * LABEL.line + LABEL.gap;
}

/**
 * Moves labels apart so that none overlaps, each as little as possible (least squares), in order. If there is no room
 * they overlap evenly. Uses isotonic regression: neighbours in the wrong order are pooled.
 *
 * @param wanted the best position of each label's middle; the result has the same order
 * @param heights the height of each label
 * @param room the labels lie between `top` and `bottom`
 */
export function spreadLabels(
  wanted: readonly number[],
  heights: readonly number[],
  room: { readonly top: number; readonly bottom: number },
): number[] {
  const total = heights.reduce((sum, height) => sum + height, 0);
  const scale = Math.min(1, (room.bottom - room.top) / Math.max(1, total));
  const order = wanted
    .map((_, index) => index)
    .sort((a, b) => valueAt(wanted, a) - valueAt(wanted, b) || a - b);

  // Without the heights of the labels above, all labels may have the same position.
  let above = 0;
  const offsets = order.map((index) => {
    const height = valueAt(heights, index) * scale;
    above += height;
    return above - height / 2;
  });

  const pools: { sum: number; size: number }[] = [];
  order.forEach((index, place) => {
    let pool = { sum: valueAt(wanted, index) - valueAt(offsets, place), size: 1 };
    for (let before = pools.at(-1); before && mean(before) > mean(pool); before = pools.at(-1)) {
      pool = { sum: before.sum + pool.sum, size: before.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  });

  const positions = Array.from<number>({ length: wanted.length });
  pools
    .flatMap((pool) => Array.from({ length: pool.size }, () => mean(pool)))
    .forEach((position, place) => {
      const shift = Math.min(Math.max(position, room.top), room.bottom - total * scale);
      positions[valueAt(order, place)] = shift + valueAt(offsets, place);
    });
  return positions;
}

function mean({ sum, size }: { sum: number; size: number }): number {
  return sum / size;
}

function valueAt(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
