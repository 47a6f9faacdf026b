import { scaleLinear } from 'd3-scale';
import { getPointState, isReconstructed, type RankPoint } from '../bump-chart/series.js';
import { getGaps, getStretches, splitBySource, type Stop } from '../bump-chart/stretches.js';

export const SPARK = { width: 96, height: 28 } as const;
const MARGIN = 4;
/** Below the lowest rank, for an artist off the chart. */
const LANE = 4;
/** The minimum length of the rank axis, so that small moves stay small. */
const MIN_RANKS = 10;

/** A small drawing of an artist's ranks, on an axis of its own. */
export interface SparkDrawing {
  /** The lines of consecutive weeks with a rank. A single week is a dot. */
  readonly lines: readonly { readonly path: string; readonly isReconstructed: boolean }[];
  /** To and from the lane for off the chart. */
  readonly legs: readonly string[];
  /** Weeks without a snapshot between recorded ones. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  /** The newest week with a rank. */
  readonly end: { readonly x: number; readonly y: number; readonly isReconstructed: boolean } | null;
}

/** Draws the last weeks of an artist's ranks. Weeks before the first snapshot stay empty. */
export function drawSparkline(points: readonly RankPoint[]): SparkDrawing {
  const step = (SPARK.width - 2 * MARGIN) / Math.max(1, points.length - 1);
  const ranks = points.flatMap(({ rank }) => rank ?? []);
  const best = Math.min(...ranks);
  const worst = Math.max(...ranks);
  const surplus = Math.max(0, MIN_RANKS - (worst - best)) / 2;
  const down = scaleLinear([best - surplus, worst + surplus], [MARGIN, SPARK.height - MARGIN - LANE]);
  const x = (index: number): number => round(MARGIN + index * step);
  const y = ({ rank }: Stop): number => round(rank === null ? SPARK.height - MARGIN / 2 : down(rank));
  const draw = (stops: readonly Stop[]): string =>
    stops.map((stop, place) => `${place === 0 ? 'M' : 'L'}${x(stop.index)} ${y(stop)}`).join('');
  const stretches = getStretches(points);
  const first = points.findIndex(({ observed }) => observed);
  const last = stretches.at(-1)?.ranked.at(-1);
  return {
    lines: stretches
      .flatMap(({ ranked }) => splitBySource(ranked))
      .map(({ stops, isReconstructed: isThin }) => ({
        path: draw(stops.length === 1 ? [...stops, ...stops] : stops),
        isReconstructed: isThin,
      })),
    legs: stretches.flatMap(({ entering, leaving }) =>
      [entering, leaving].flatMap((leg) => (leg ? draw(leg) : [])),
    ),
    gaps: getGaps(points)
      .filter((gap) => gap.first > first)
      .map((gap) => ({
        x: round(x(gap.first) - step / 2),
        width: round((gap.last - gap.first + 1) * step),
      })),
    end: last ? { x: x(last.index), y: y(last), isReconstructed: last.isReconstructed } : null,
  };
}

/** The ranks in words: `Last 4 weeks: 9, off the chart, no snapshot, 4; the first 2 reconstructed`. */
export function describeSparkline(points: readonly RankPoint[]): string {
  const since = points.slice(points.findIndex(({ observed }) => observed));
  const words = since.map((point) => {
    const state = getPointState(point);
    if (state === 'RANKED') return String(point.rank);
    return state === 'OFF_CHART' ? 'off the chart' : 'no snapshot';
  });
  const reconstructed = since.findLastIndex(isReconstructed) + 1;
  const part = reconstructed === since.length ? '' : `the first ${reconstructed} `;
  const source = reconstructed === 0 ? '' : `; ${part}reconstructed`;
  return `Last ${since.length === 1 ? 'week' : `${since.length} weeks`}: ${words.join(', ')}${source}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
