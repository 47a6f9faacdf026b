import { type RankPoint, standingOf } from './series.js';

/** A place of an artist in a period; `rank` null: off the chart, in the lane below its last place. */
export interface Stop {
  readonly index: number;
  readonly rank: number | null;
}

/** A line that is drawn without a break. */
export interface Stretch {
  /** Consecutive periods in which the artist has a rank; one or more. */
  readonly ranked: readonly Stop[];
  /** From below into the first of them, and out of the last: null where the line begins or ends for want of more. */
  readonly entering: readonly [Stop, Stop] | null;
  readonly leaving: readonly [Stop, Stop] | null;
}

/**
 * What can be drawn of an artist's history. Nothing spans a period without a snapshot: where nobody knows, there is no
 * line. Between two snapshots that both lack the artist there is none either.
 */
export function stretchesOf(points: readonly RankPoint[]): Stretch[] {
  const stretches: Stretch[] = [];
  let run: Stop[] = [];
  const off = (index: number): Stop | null => {
    const point = points[index];
    return point && standingOf(point) === 'OFF_CHART' ? { index, rank: null } : null;
  };
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return;
    const [below, after] = [off(first.index - 1), off(last.index + 1)];
    stretches.push({ ranked: run, entering: below && [below, first], leaving: after && [last, after] });
    run = [];
  };
  points.forEach((point, index) => {
    if (standingOf(point) === 'RANKED') run.push({ index, rank: point.rank });
    else close();
  });
  close();
  return stretches;
}

/** Consecutive periods without a snapshot, from the index of the first through that of the last. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

/** The gaps of a chart, oldest first; every artist's points have the same. */
export function gapsOf(points: readonly RankPoint[]): Gap[] {
  const gaps: Gap[] = [];
  points.forEach(({ observed }, index) => {
    if (observed) return;
    const open = gaps.at(-1);
    if (open?.last === index - 1) gaps[gaps.length - 1] = { ...open, last: index };
    else gaps.push({ first: index, last: index });
  });
  return gaps;
}

/**
 * Where marks stand, so that no end of a line is overlooked: at both ends of every stretch, or, where periods are too
 * dense for that, at the outermost ends and at places without a neighbour.
 */
export function markedStops(stretches: readonly Stretch[], isDense: boolean): Stop[] {
  const stops = stretches.flatMap(({ ranked }, at) => {
    const isOuter = (end: number): boolean => !isDense || ranked.length === 1 || at === end;
    const [first, last] = [ranked[0], ranked.at(-1)];
    return [isOuter(0) ? first : undefined, isOuter(stretches.length - 1) ? last : undefined];
  });
  return [...new Set(stops)].filter((stop) => stop !== undefined);
}
