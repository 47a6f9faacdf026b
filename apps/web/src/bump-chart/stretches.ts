import { isReconstructed, type RankPoint } from './series.js';
import { curveBumpX, line, symbol, symbolsFill } from 'd3-shape';
import type { Frame } from './frame.js';

/** An artist's rank in a period; null if it is in the lane: off the chart, or below the axis. */
export interface Stop {
  readonly index: number;
  readonly rank: number | null;
  readonly isReconstructed: boolean;
}

/** A line without a break. */
export interface Stretch {
  /** One or more consecutive periods with a rank. */
  readonly ranked: readonly Stop[];
  /** From the lane to the first of them, and from the last to the lane. Null if there is no such period. */
  readonly entering: readonly [Stop, Stop] | null;
  readonly leaving: readonly [Stop, Stop] | null;
}

/**
 * The lines of an artist's history. None crosses a period without a snapshot, or connects two periods in the lane.
 *
 * @param lastRank the lowest rank of the axis
 */
export function getStretches(points: readonly RankPoint[], lastRank = Infinity): Stretch[] {
  const stretches: Stretch[] = [];
  let run: Stop[] = [];
  const isOnAxis = ({ rank }: RankPoint): boolean => rank !== null && rank <= lastRank;
  const inLane = (index: number): Stop | null => {
    const point = points[index];
    if (!point?.observed || isOnAxis(point)) return null;
    return { index, rank: null, isReconstructed: isReconstructed(point) };
  };
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return;
    const [below, after] = [inLane(first.index - 1), inLane(last.index + 1)];
    stretches.push({ ranked: run, entering: below && [below, first], leaving: after && [last, after] });
    run = [];
  };
  points.forEach((point, index) => {
    if (isOnAxis(point)) run.push({ index, rank: point.rank, isReconstructed: isReconstructed(point) });
    else close();
  });
  close();
  return stretches;
}

/** A part of a stretch that is drawn in one way. */
export interface Piece {
  readonly stops: readonly Stop[];
  /** At least one end of each of its lines is reconstructed. */
  readonly isReconstructed: boolean;
}

/** The pieces of consecutive stops, reconstructed or recorded. Neighbours share a stop, so that the line has no break. */
export function splitBySource(stops: readonly Stop[]): Piece[] {
  const [first] = stops;
  if (!first || stops.length === 1) return [{ stops, isReconstructed: first?.isReconstructed ?? false }];
  const pieces: { stops: Stop[]; isReconstructed: boolean }[] = [];
  stops.slice(1).forEach((stop, before) => {
    const from = stops[before] ?? first;
    const isThin = from.isReconstructed || stop.isReconstructed;
    const open = pieces.at(-1);
    if (open?.isReconstructed === isThin) open.stops.push(stop);
    else pieces.push({ stops: [from, stop], isReconstructed: isThin });
  });
  return pieces;
}

/** Consecutive periods without a snapshot, by their first and last index. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

/** The gaps of a chart, oldest first. They are the same for all artists. */
export function getGaps(points: readonly RankPoint[]): Gap[] {
  const gaps: Gap[] = [];
  points.forEach(({ observed }, index) => {
    if (observed) return;
    const open = gaps.at(-1);
    if (open?.last === index - 1) gaps[gaps.length - 1] = { ...open, last: index };
    else gaps.push({ first: index, last: index });
  });
  return gaps;
}

/** The stops with marks: both ends of every stretch; if dense, only the outermost ends and stretches of one stop. */
export function getMarkedStops(stretches: readonly Stretch[], isDense: boolean): Stop[] {
  const stops = stretches.flatMap(({ ranked }, index) => {
    const isOuter = (end: number): boolean => !isDense || ranked.length === 1 || index === end;
    const [first, last] = [ranked[0], ranked.at(-1)];
    return [isOuter(0) ? first : undefined, isOuter(stretches.length - 1) ? last : undefined];
  });
  return [...new Set(stops)].filter((stop) => stop !== undefined);
}

/** The path through stops, horizontal at each of them. */
export function getStroke(frame: Frame, stops: readonly Stop[]): string {
  const path = line<Stop>(
    ({ index }) => frame.x(index),
    ({ rank }) => frame.y(rank),
  ).curve(curveBumpX);
  return path([...stops]) ?? '';
}

/** The mark of a slot, centred on the origin, so that lines differ by more than colour. */
export function getMark(slot: number, area = 42): string {
  const shape = symbolsFill[slot % symbolsFill.length] ?? symbolsFill[0];
  return (shape && symbol(shape, area)()) ?? '';
}
