import type { EntryStatus, SnapshotSource } from '../graphql/graphql.js';
import { formatDay } from '../words/days.js';

/** An artist's rank in one period: a day, a week or a month. */
export interface RankPoint {
  /** The day of the period's snapshot, or the period's last day if it has none. */
  readonly day: string;
  /** From 1. Null if the artist is not on the chart, or if there is no snapshot. */
  readonly rank: number | null;
  /** Whether the period has a snapshot. */
  readonly observed: boolean;
  /** Where the snapshot is from. Null if there is none. */
  readonly source: SnapshotSource | null;
}

/** An artist's ranks, oldest first. All series of a chart have the same periods. */
export interface Series {
  readonly id: string;
  readonly name: string;
  readonly points: readonly RankPoint[];
}

export type Interval = 'DAY' | 'WEEK' | 'MONTH';

/** The periods of each interval, in English. */
export const PERIODS = { DAY: 'day', WEEK: 'week', MONTH: 'month' } as const satisfies Record<
  Interval,
  string
>;

/** `OFF_CHART`: the snapshot does not have the artist. `UNKNOWN`: there is no snapshot. */
export type PointState = 'RANKED' | 'OFF_CHART' | 'UNKNOWN';

export function getPointState({ rank, observed }: RankPoint): PointState {
  if (!observed) return 'UNKNOWN';
  return rank === null ? 'OFF_CHART' : 'RANKED';
}

/** The period of a point: `July 12, 2026`, `Week to July 12, 2026`, `July 2026`. */
export function formatPeriod({ day }: RankPoint, interval: Interval): string {
  if (interval === 'MONTH') return formatDay(day, 'month');
  return interval === 'WEEK' ? `Week to ${formatDay(day)}` : formatDay(day);
}

/** `No. 4`, `Off the chart`, `No snapshot for this day`. */
export function describePoint(point: RankPoint, interval: Interval): string {
  switch (getPointState(point)) {
    case 'RANKED':
      return `No. ${point.rank}`;
    case 'OFF_CHART':
      return 'Off the chart';
    case 'UNKNOWN':
      return `No snapshot for this ${PERIODS[interval]}`;
  }
}

/** The snapshot of a point and its source: `No. 4, reconstructed`. */
export function describePointSource(point: RankPoint, interval: Interval): string {
  const text = describePoint(point, interval);
  return isReconstructed(point) ? `${text}, reconstructed` : text;
}

export function isReconstructed({ source }: Pick<RankPoint, 'source'>): boolean {
  return source === 'RECONSTRUCTED';
}

/** The source of all points of a drawing. A legend must say how the reconstructed ones are drawn. */
export function getSource(all: readonly Series[]): SnapshotSource | 'MIXED' {
  const points = all.flatMap((series) => series.points).filter(({ observed }) => observed);
  const reconstructed = points.filter(isReconstructed).length;
  if (reconstructed === 0) return 'SPOTIFY';
  return reconstructed === points.length ? 'RECONSTRUCTED' : 'MIXED';
}

/**
 * The periods of a chart: without a snapshot where no series has one, reconstructed where no series has a recorded one.
 * Lines of several ranges can differ in this.
 */
export function getPeriods(all: readonly Series[]): RankPoint[] {
  const [first] = all;
  return (first?.points ?? []).map((point, index) => {
    const observed = all.flatMap(({ points }) => (points[index]?.observed ? points[index] : []));
    return observed.find((each) => !isReconstructed(each)) ?? observed[0] ?? point;
  });
}

/** The movement since the period before; null if either has no rank. */
export function getMovement(
  { points }: Series,
  index: number,
): { readonly status: EntryStatus; readonly rankChange: number } | null {
  const [rank, before] = [points[index]?.rank ?? null, points[index - 1]?.rank ?? null];
  if (rank === null || before === null) return null;
  const rankChange = before - rank;
  const status = rankChange === 0 ? 'NO_CHANGE' : rankChange > 0 ? 'MOVED_UP' : 'MOVED_DOWN';
  return { status, rankChange };
}
