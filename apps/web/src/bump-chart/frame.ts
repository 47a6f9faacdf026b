import { scaleLinear, scaleSqrt } from 'd3-scale';
import { type Series } from './series.js';

/** Where everything of a chart stands, in CSS pixels from its upper left corner. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The field of the lines: from the first period to the last, from number one to the last place. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The lane of those who are not on the chart, below the last place. */
  readonly offChart: number;
  /** The last place that is drawn. */
  readonly lastRank: number;
  readonly periods: number;
  /** Whether names stand at the beginnings of lines too: there is room, and more than one period. */
  readonly namesAtStart: boolean;
  /** The middle of a period. */
  readonly x: (index: number) => number;
  /** The height of a rank; null is off the chart. */
  readonly y: (rank: number | null) => number;
}

/** What the names of ranks take, right beside the field. */
export const RANK_AXIS = 28;

/** What is kept free beside the field: on the left for ranks, and for names where there is room; on the right for names. */
const MARGINS = [
  { from: 900, left: 196, right: 206, namesAtStart: true },
  { from: 560, left: RANK_AXIS, right: 186, namesAtStart: false },
  { from: 0, left: RANK_AXIS, right: 116, namesAtStart: false },
] as const;

/** As if there were always so many places, so that a chart of the first three does not leap over the whole height. */
const LEAST_PLACES = 10;
const TOP = 18;
const LANE = 30;
const TIME_AXIS = 30;

/**
 * Lays a chart out for a width. The better the places, the more room they have (by the square root of the rank): that is
 * where lines cross, and one artist who comes from far below must not press all others together.
 */
export function frameOf(series: readonly Series[], width: number): Frame {
  const ranks = series.flatMap(({ points }) => points.flatMap(({ rank }) => rank ?? []));
  const lastRank = ranks.reduce((most, rank) => Math.max(most, rank), LEAST_PLACES);
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

/** The width of a period; that of the whole field where there is one only. */
export function periodWidth({ left, right, periods }: Frame): number {
  return (right - left) / Math.max(1, periods - 1);
}
