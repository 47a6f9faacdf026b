import { scaleLinear, scaleSqrt } from 'd3-scale';
import { type Series } from './series.js';

/** The layout of a chart, in CSS pixels from its upper left corner. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The box of the lines: from the first period to the last, from number one to the last rank. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The lane below the last rank, for artists off the chart or below the axis. */
  readonly offChart: number;
  /** The lowest rank of the axis. */
  readonly lastRank: number;
  /** Whether artists have ranks below the axis. */
  readonly isCut: boolean;
  readonly periods: number;
  /** The middle of a period, by index. */
  readonly x: (index: number) => number;
  /** The height of a rank; of the lane if null or below the axis. */
  readonly y: (rank: number | null) => number;
}

interface FrameOptions {
  /** The number of ranks on the axis. Null fits all ranks. */
  readonly ranks?: number | null;
  /** In CSS pixels. By default it suits the width. */
  readonly height?: number;
  /** The room for names at the right, in CSS pixels. By default it suits the width. */
  readonly names?: number;
}

/** The width of the rank axis. */
const RANK_AXIS = 28;

/** The height and the room for names by width. */
const SIZES = [
  { from: 1100, height: 640, names: 252 },
  { from: 560, height: 520, names: 200 },
  { from: 0, height: 430, names: 148 },
] as const;

/** The minimum length of the rank axis, so that small moves at the top don't fill the height. */
const MIN_RANKS = 10;
const TOP = 18;
const LANE = 30;
const TIME_AXIS = 30;

/** Lays out a chart. The rank axis is a square root, so that top ranks have the most room. */
export function createFrame(all: readonly Series[], width: number, options: FrameOptions = {}): Frame {
  const lowest = all
    .flatMap(({ points }) => points.flatMap(({ rank }) => rank ?? []))
    .reduce((most, rank) => Math.max(most, rank), MIN_RANKS);
  const lastRank = options.ranks ?? lowest;
  const periods = all[0]?.points.length ?? 0;
  const suited = SIZES.find(({ from }) => width >= from) ?? SIZES[2];
  const height = options.height ?? suited.height;
  const left = RANK_AXIS;
  const right = Math.max(width - (options.names ?? suited.names), left + 40);
  const offChart = height - TIME_AXIS;
  const bottom = offChart - LANE;
  const across = scaleLinear([0, periods - 1], [left, right]);
  const down = scaleSqrt([1, lastRank], [TOP, bottom]);
  return {
    width,
    height,
    left,
    right,
    top: TOP,
    bottom,
    offChart,
    lastRank,
    isCut: lowest > lastRank,
    periods,
    x: (index) => across(index),
    y: (rank) => (rank === null || rank > lastRank ? offChart : down(rank)),
  };
}

/** The width of a period; of all the lines if there is only one. */
export function getPeriodWidth({ left, right, periods }: Frame): number {
  return (right - left) / Math.max(1, periods - 1);
}

/** The label of the lane: `off`, or `11+` if artists have ranks below the axis. */
export function formatLane({ isCut, lastRank }: Frame): string {
  return isCut ? `${lastRank + 1}+` : 'off';
}
