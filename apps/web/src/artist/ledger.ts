import type { RankPoint } from '../bump-chart/series.js';
import { groupByPeriod } from './periods.js';

/** Weeks with the artist: in all, in a row up to the newest one, and in the longest row. */
export interface Weeks {
  readonly total: number;
  readonly current: number;
  readonly longest: number;
}

/** An artist's figures in one range, over the whole history. */
export interface Ledger {
  /** The rank in the newest snapshot; null if the artist is not in it. */
  readonly rank: number | null;
  readonly peakRank: number;
  /** The first day at the peak. */
  readonly peakDay: string;
  readonly entryRank: number;
  readonly entryDay: string;
  /** The last day on the chart, and the rank on it. */
  readonly lastDay: string;
  readonly lastRank: number;
  readonly onChart: Weeks;
  readonly atNumberOne: Weeks;
  /** The days with a snapshot that has the artist at number one. */
  readonly daysAtNumberOne: number;
}

interface Ranked extends RankPoint {
  readonly rank: number;
}

/**
 * Computes an artist's figures from their daily ranks by the rules of `ChartEntry`. The API has these figures only for
 * artists on the chart. Null for an artist who never was.
 *
 * @param days oldest first
 */
export function computeLedger(days: readonly RankPoint[]): Ledger | null {
  const ranked = days.filter((point): point is Ranked => point.rank !== null);
  const [entry, last] = [ranked[0], ranked.at(-1)];
  if (!entry || !last) return null;
  const peak = ranked.reduce((best, point) => (point.rank < best.rank ? point : best));
  // A week without a snapshot neither counts nor breaks a run.
  const weeks = groupByPeriod(days, 'WEEK').filter(({ observed }) => observed);
  return {
    rank: days.findLast(({ observed }) => observed)?.rank ?? null,
    peakRank: peak.rank,
    peakDay: peak.day,
    entryRank: entry.rank,
    entryDay: entry.day,
    lastDay: last.day,
    lastRank: last.rank,
    onChart: countWeeks(weeks.map(({ rank }) => rank !== null)),
    atNumberOne: countWeeks(weeks.map(({ rank }) => rank === 1)),
    daysAtNumberOne: ranked.filter(({ rank }) => rank === 1).length,
  };
}

function countWeeks(weeks: readonly boolean[]): Weeks {
  let current = 0;
  let longest = 0;
  for (const counts of weeks) {
    current = counts ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return { total: weeks.filter(Boolean).length, current, longest };
}
