import { median } from '../stage/measure.js';
import type { Row, Table } from '../stage/tables.js';
import type { Done, Memory } from './load.js';

export interface Measured {
  readonly minutes: number;
  readonly done: readonly Done[];
  readonly memory: readonly Memory[];
  /** CPU of the API in milliseconds. */
  readonly apiCpuMs: number;
}

/** Whether every response was right and memory stayed flat. */
export function holds({ done, memory }: Measured): boolean {
  return (
    done.every(({ failures }) => failures.length === 0) &&
    computeTrends(memory).every(({ trend }) => trend.flat)
  );
}

export function report(measured: Measured): Table {
  const { minutes, done, memory, apiCpuMs } = measured;
  const requests = done.reduce((sum, one) => sum + one.requests, 0);
  const failed = done.reduce((sum, { failures }) => sum + failures.length, 0);
  return {
    title: `Everything at once for ${minutes} minutes`,
    columns: ['measured'],
    rows: [
      ...done.map(({ name, times, p50, p99 }): Row => ({
        what: `${name}: times, p50, p99`,
        values: [`${times}, ${p50.toFixed(0)} ms, ${p99.toFixed(0)} ms`],
      })),
      { what: 'requests', values: [String(requests)] },
      { what: 'CPU of the API per request', values: [`${(apiCpuMs / requests).toFixed(2)} ms`] },
      { what: 'wrong or failed responses', values: [String(failed)], goal: ['none', failed === 0] },
      ...computeTrends(memory).flatMap(({ name, trend }): Row[] => [
        { what: `${name}: median`, values: [megabytes(trend.median)] },
        {
          what: `${name}: growth over the second half (95 % interval)`,
          values: [`${megabytes(trend.growth)} (${megabytes(trend.least)} to ${megabytes(trend.most)})`],
          goal: ['at most 5 %', trend.flat],
        },
      ]),
    ],
  };
}

function computeTrends(memory: readonly Memory[]): { name: string; trend: Trend }[] {
  return memory.flatMap(({ name, resident, held }) => [
    { name: `heap of the ${name} after collecting garbage`, trend: computeTrend(held) },
    { name: `resident memory of the ${name}`, trend: computeTrend(resident) },
  ]);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The trend of memory samples at equal intervals. */
interface Trend {
  /** The median in bytes. */
  readonly median: number;
  /** Estimated growth from the first sample to the last, in bytes. */
  readonly growth: number;
  /** The bounds of the 95 % confidence interval of the growth. */
  readonly least: number;
  readonly most: number;
  readonly flat: boolean;
}

/** Growth up to this share of the median counts as flat. */
const TOLERANCE = 0.05;
/** Fewer samples never count as flat. */
const LEAST_SAMPLES = 20;
/** The 97.5 % quantile of the normal distribution. */
const Z = 1.96;

/**
 * Estimates the growth over the second half of the samples; in the first half caches fill. Theil–Sen estimator with the interval of
 * Sen (1968), https://doi.org/10.1080/01621459.1968.10480934. Flat means that the upper bound is within the tolerance.
 */
function computeTrend(samples: readonly number[]): Trend {
  const half = samples.slice(Math.floor(samples.length / 2));
  const slopes = half
    .flatMap((later, index) =>
      half.slice(0, index).map((earlier, before) => (later - earlier) / (index - before)),
    )
    .toSorted((one, other) => one - other);
  const count = half.length;
  const spread = Z * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  const growthAtRank = (rank: number): number =>
    (slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] ?? NaN) * (count - 1);
  const middle = median(half);
  const most = growthAtRank((slopes.length + spread) / 2);
  return {
    median: middle,
    growth: growthAtRank((slopes.length - 1) / 2),
    least: growthAtRank((slopes.length - spread) / 2),
    most,
    flat: count >= LEAST_SAMPLES && most <= middle * TOLERANCE,
  };
}
