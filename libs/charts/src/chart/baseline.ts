import type { History } from '../history/history.js';

/** A chart is compared to one of a week before, as charts always were, whatever the interval of the record. */
const LEAST_DAYS = 7;

/** What a snapshot is compared to by default: the newest at least 7 days older; else the oldest earlier one; else none. */
export function defaultBaseline(history: History, index: number): number | null {
  const aWeekBefore = history.newestWithin(-Infinity, history.dayNumber(index) - LEAST_DAYS);
  return aWeekBefore ?? (index > 0 ? 0 : null);
}
