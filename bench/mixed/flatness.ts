/** How memory developed, from samples at equal intervals. */
export interface Trend {
  /** Median of the samples, in bytes. */
  readonly median: number;
  /** Estimated growth from the first sample to the last, in bytes. */
  readonly growth: number;
  /** Its 95 % confidence interval, in bytes. */
  readonly least: number;
  readonly most: number;
  readonly flat: boolean;
}

/** Growth below this share of the median counts as flat. */
const TOLERANCE = 0.05;
/** Fewer samples give no result. */
const LEAST_SAMPLES = 20;
/** The quantile of the normal distribution for 95 %. */
const Z = 1.96;

/**
 * Judges the second half of the samples; the first is for caches to fill and code to be compiled.
 *
 * The growth is that of Theil and Sen: the median of the slopes between all pairs of samples, which a few strays do not
 * move, as they would a line of least squares. Its interval is that of Sen (1968, "Estimates of the regression
 * coefficient based on Kendall's tau"), from the slopes' own ranks. Memory is flat when even the upper end of the
 * interval is within the tolerance: too few or too scattered samples cannot show it.
 */
export function trendOf(samples: readonly number[]): Trend {
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
  const middle = half.toSorted((one, other) => one - other)[Math.floor(count / 2)] ?? NaN;
  const most = growthAtRank((slopes.length + spread) / 2);
  return {
    median: middle,
    growth: growthAtRank((slopes.length - 1) / 2),
    least: growthAtRank((slopes.length - spread) / 2),
    most,
    flat: count >= LEAST_SAMPLES && most <= middle * TOLERANCE,
  };
}
