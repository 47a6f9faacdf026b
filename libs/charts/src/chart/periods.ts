import { type ChartInterval, dayNumber, firstDayOf, lastDayOf, numberedDay, periodOf } from '../calendar.js';
import type { ChartDay } from '../chart-day.js';
import type { History, SnapshotSource } from '../history/history.js';
import { defaultBaseline } from './chart.js';

/** A period with a snapshot. */
export interface RecordedPeriod {
  /** Of the calendar: the Monday of a week, the first of a month, even if the history begins later. */
  readonly firstDay: ChartDay;
  readonly lastDay: ChartDay;
  /** The period's chart: its last snapshot. */
  readonly index: number;
  readonly baseline: number | null;
}

/**
 * Lists the periods with a snapshot from `from` through `to`, newest first. Snapshots outside do not become charts, but a
 * baseline may precede `from`: the default one for a day, the chart of the recorded period before for a week or month.
 *
 * @param from null for the first snapshot
 * @param to null for the newest snapshot
 */
export function recordedPeriods(
  history: History,
  interval: ChartInterval,
  from: ChartDay | null,
  to: ChartDay | null,
): RecordedPeriod[] {
  const first = from === null ? -Infinity : dayNumber(from);
  const periods: RecordedPeriod[] = [];
  let index = history.newest(to);
  while (index !== null && history.dayNumber(index) >= first) {
    const period = periodOf(interval, history.dayNumber(index));
    const firstDay = firstDayOf(interval, period);
    const before = history.newestWithin(-Infinity, firstDay - 1);
    periods.push({
      firstDay: numberedDay(firstDay),
      lastDay: numberedDay(lastDayOf(interval, period)),
      index,
      baseline: interval === 'DAY' ? defaultBaseline(history, index) : before,
    });
    index = before;
  }
  return periods;
}

/** An artist's rank in a period. */
export interface RankPoint {
  /** The day of the period's chart; without one, the period's last day. */
  readonly day: ChartDay;
  /** Null if the artist was not on the chart, or there is no chart. */
  readonly rank: number | null;
  /** Whether the period has a chart. */
  readonly observed: boolean;
  /** Where the chart comes from. Null if there is none. */
  readonly source: SnapshotSource | null;
}

/**
 * Lists an artist's ranks, oldest first: one point for every period from the one that contains `from` through the one
 * that contains `to`, recorded or not. A period's chart is its last snapshot from `from` through `to`.
 *
 * @param from null for the day of the first snapshot; without snapshots the list is empty
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
      source: observed ? history.source(index) : null,
    });
  }
  return points;
}
