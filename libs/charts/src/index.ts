/**
 * The arithmetic of charts: which day an instant belongs to, when a day's snapshots are due, and which days are
 * accounted for. Everything here is a function of its arguments. There is no clock, no database and no framework: the
 * time, by PostgreSQL's clock, is handed in with the record. The words are defined beside the code that means them.
 *
 * - Chart days: `chart-day.ts` gives every instant exactly one day in a time zone, also where days have 23 or 25 hours
 *   or midnight does not exist; `skipped-days.ts` what a change of time zone leaves out; `timezone.ts` what a zone is.
 * - Due times: `due-time.ts` spreads listeners over the day, and says when a failed try is worth repeating.
 * - Coverage: `coverage.ts` finds for every accountable day its snapshot, or the reason why there is none.
 */
export {
  addDays,
  type ChartDay,
  chartDay,
  dayBegins,
  dayEnds,
  dayOf,
  daysBetween,
  daysFrom,
  nextDay,
  previousDay,
} from './chart-day.js';
export { accountFor } from './coverage.js';
export type { AccountedDays, CoverageRecord, Gap, RecordedFailure } from './coverage.js';
export { dueAt, retryAt } from './due-time.js';
export type { FailedTry } from './due-time.js';
export type { Interruption, InterruptionKind } from './interruption.js';
export { skippedDays } from './skipped-days.js';
export { isTimezone } from './timezone.js';
