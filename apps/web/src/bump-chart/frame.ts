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
  /** The lane below the last rank, for artists off the chart. */
  readonly offChart: number;
  /** The lowest rank of the axis. */
  readonly lastRank: number;
  readonly periods: number;
  /** Whether names are on the left too: there is room, and more than one period. */
  readonly namesAtStart: boolean;
  /** The middle of a period, by index. */
  readonly x: (index: number) => number;
  /** The height of a rank; of the lane if null. */
  readonly y: (rank: number | null) => number;
}

/** The width of the rank axis. */
export const RANK_AXIS = 28;

/** The margins by width of the chart, for the rank axis and for names. */
const MARGINS = [
  { from: 900, left: 196, right: 206, namesAtStart: true },
  { from: 560, left: RANK_AXIS, right: 186, namesAtStart: false },
  { from: 0, left: RANK_AXIS, right: 116, namesAtStart: false },
] as const;

/** The minimum length of the rank axis, so that small moves at the top don't fill the height. */
const MIN_RANKS = 10;
const TOP = 18;
const LANE = 30;
const TIME_AXIS = 30;

/** Lays out a chart. The rank axis is a square root, so that top ranks have the most room. */
export function createFrame(series: readonly Series[], width: number): Frame {
  const ranks = series.flatMap(({ points }) => points.flatMap(({ rank }) => rank ?? []));
  const lastRank = ranks.reduce((most, rank) => Math.max(most, rank), MIN_RANKS);
  const periods = series[0]?.points.length ?? 0;
  const margin = MARGINS.find(({ from }) => width >= from) ?? MARGINS[2];
  const field = width < 560 ? 380 : 440;
  const left = margin.left;
  const right = Math.max(width - margin.right, left + 40);
  const bottom = TOP + field;
  const offChart = bottom + LANE;
  const across = scaleLinear([0, periods - 1], [left, right]);
  const down = scaleSqrt([1, lastRank], [TOP, bottom]);
  return {
    width,
    height: offChart + TIME_AXIS,
    left,
    right,
    top: TOP,
    bottom,
    offChart,
    lastRank,
    periods,
    namesAtStart: margin.namesAtStart && periods > 1,
    x: (index) => across(index),
    y: (rank) => (rank === null ? offChart : down(rank)),
  };
}

/** The width of a period; of all the lines if there is only one. */
export function getPeriodWidth({ left, right, periods }: Frame): number {
  return (right - left) / Math.max(1, periods - 1);
}
