import type { Frame } from './frame.js';
import { spreadLabels } from './label-spread.js';
import { type Series, standingOf } from './series.js';

/** A label at one end of a line. */
export interface LineEnd {
  /** Which of the series. */
  readonly series: number;
  /** The place that is written beside the name; null off the chart. */
  readonly rank: number | null;
  /** Where the line stands, and where the label's middle does, in pixels from the top. */
  readonly lineY: number;
  readonly labelY: number;
  /** Whether the line reaches this end, so that a stroke may lead from one to the other. */
  readonly reached: boolean;
}

const LABEL_HEIGHT = 20;

/** The labels at the ends of all lines: where an artist was seen last. */
export function lastEnds(all: readonly Series[], frame: Frame): LineEnd[] {
  const ends = all.map(({ points }, series) => {
    const seen = points.findLast((point) => standingOf(point) !== 'UNKNOWN');
    const rank = seen?.rank ?? null;
    return { series, rank, lineY: frame.y(rank), reached: rank !== null && seen === points.at(-1) };
  });
  return apart(ends, frame);
}

/** The labels at the beginnings, of artists that are on the chart in the first period. */
export function firstEnds(all: readonly Series[], frame: Frame): LineEnd[] {
  const ends = all.flatMap(({ points }, series) => {
    const rank = points[0]?.rank ?? null;
    return rank === null ? [] : { series, rank, lineY: frame.y(rank), reached: true };
  });
  return apart(ends, frame);
}

function apart(ends: readonly Omit<LineEnd, 'labelY'>[], frame: Frame): LineEnd[] {
  const room = { top: frame.top - 6, bottom: frame.offChart + 6, height: LABEL_HEIGHT };
  const positions = spreadLabels(
    ends.map(({ lineY }) => lineY),
    room,
  );
  return ends.map((end, index) => ({ ...end, labelY: positions[index] ?? end.lineY }));
}
