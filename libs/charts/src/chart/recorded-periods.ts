import { dayNumber, numberedDay } from '../calendar/day-number.js';
import { type ChartInterval, firstDayOf, lastDayOf, periodOf } from '../calendar/period.js';
import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';
import { defaultBaseline } from './baseline.js';

/** A period with a snapshot: its chart, and what that is compared to. */
export interface RecordedPeriod {
  /** Of the calendar: the Monday of a week, the first of a month, also where the record begins later. */
  readonly firstDay: ChartDay;
  readonly lastDay: ChartDay;
  /** The period's chart: the last snapshot in it. */
  readonly index: number;
  readonly baseline: number | null;
}

/**
 * The periods with a snapshot between `from` and `to`, both included, newest first. Only snapshots of those days make a
 * period's chart; but what it is compared to may lie before `from`. A day's chart is compared as by default, a week's
 * or month's to the chart of the recorded period before.
 *
 * @param from null: since the first snapshot
 * @param to null: up to the newest
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
