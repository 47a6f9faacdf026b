import { dayNumber, numberedDay } from '../calendar/day-number.js';
import { type ChartInterval, firstDayOf, lastDayOf, periodOf } from '../calendar/period.js';
import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';

/** Where an artist stood in a period. */
export interface RankPoint {
  /** The day of the period's chart; where it has none, the period's last day. */
  readonly day: ChartDay;
  /** Null where the artist was off the chart, and where there is no chart. */
  readonly rank: number | null;
  /** Whether the period has a chart. */
  readonly observed: boolean;
}

/**
 * An artist's ranks, oldest first: one point for every period from the one that contains `from` through the one that
 * contains `to`, recorded or not. A period's chart is its last snapshot between `from` and `to`.
 *
 * @param from null: the day of the first snapshot; without any there is no point
 */
export function rankHistory(
  history: History,
  artist: number,
  interval: ChartInterval,
  from: ChartDay | null,
  to: ChartDay,
): RankPoint[] {
  if (from === null && history.size === 0) return [];
  const begin = from === null ? history.dayNumber(0) : dayNumber(from);
  const end = dayNumber(to);
  if (begin > end) return [];

  const points: RankPoint[] = [];
  const last = periodOf(interval, end);
  for (let period = periodOf(interval, begin); period <= last; period++) {
    const lastDay = lastDayOf(interval, period);
    const firstDay = Math.max(begin, firstDayOf(interval, period));
    const index = history.newestWithin(firstDay, Math.min(end, lastDay));
    const observed = index !== null;
    points.push({
      day: observed ? history.day(index) : numberedDay(lastDay),
      rank: observed ? history.rank(index, artist) : null,
      observed,
    });
  }
  return points;
}
