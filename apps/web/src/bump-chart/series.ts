/** Where an artist stood in one period: a day, a week or a month. */
export interface RankPoint {
  /** The day of the period's snapshot, or its last day where it has none. */
  readonly day: string;
  /** From 1. Null: not on the chart, or nobody knows. */
  readonly rank: number | null;
  /** Whether the period has a snapshot. */
  readonly observed: boolean;
}

/** An artist's places, oldest first. All series of one chart are about the same periods. */
export interface Series {
  readonly id: string;
  readonly name: string;
  readonly points: readonly RankPoint[];
}

/** How the periods follow each other. */
export type Interval = 'DAY' | 'WEEK' | 'MONTH';

/** What a point says. Not to be on the chart is known; where there is no snapshot, nothing is. */
export type Standing = 'RANKED' | 'OFF_CHART' | 'UNKNOWN';

export function standingOf({ rank, observed }: RankPoint): Standing {
  if (!observed) return 'UNKNOWN';
  return rank === null ? 'OFF_CHART' : 'RANKED';
}
