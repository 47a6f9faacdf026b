/**
 * The arithmetic of charts: which day an instant belongs to, when a day's snapshots are due, which days are accounted
 * for, and what the record of them says. Everything here is a function of its arguments. There is no clock, no database and no framework: the
 * time, by PostgreSQL's clock, is handed in with the record. The words are defined beside the code that means them.
 *
 * - Chart days: `chart-day.ts` gives every instant exactly one day in a time zone, also where days have 23 or 25 hours
 *   or midnight does not exist; `skipped-days.ts` what a change of time zone leaves out; `timezone.ts` what a zone is.
 * - Due times: `due-time.ts` spreads listeners over the day, and says when a failed try is worth repeating.
 * - Coverage: `coverage.ts` finds for every accountable day its snapshot, or the reason why there is none.
 * - Histories: `history/` holds all snapshots of a listener and range, with the ledger of every artist as of any day.
 * - Charts: `chart/` reads a history: a snapshot against an earlier one (`chart.ts`, down to the rank that
 *   `comparison.ts` allows), period by period, artist by artist, over a year, and as a list of events.
 * - Periods: `calendar/` cuts calendar days into ISO weeks and months; no time zone is needed, since chart days are the
 *   listener's already.
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
export { defaultBaseline } from './chart/baseline.js';
export { type Chart, type ChartEntry, chartOf } from './chart/chart.js';
export { type ChartEvent, type ChartEventKind, eventsAt } from './chart/chart-events.js';
export type { EntryStatus } from './chart/comparison.js';
export { type HistoriesByRange, type Momentum, momentum, type MomentumEntry } from './chart/momentum.js';
export { rankHistory, type RankPoint } from './chart/rank-history.js';
export { type RecordedPeriod, recordedPeriods } from './chart/recorded-periods.js';
export { rankYearEnd, type YearEndStanding, yearEndStandings } from './chart/year-end.js';
export { type ChartInterval, isoYear, periodCount } from './calendar/period.js';
export { accountFor } from './coverage.js';
export type { AccountedDays, CoverageRecord, Gap, RecordedFailure } from './coverage.js';
export { dueAt } from './due-time.js';
export type { HistoryColumns } from './history/columns.js';
export { History } from './history/history.js';
export type { Interruption, InterruptionKind } from './interruption.js';
export { keptFrom } from './retention.js';
export { skippedDays } from './skipped-days.js';
export { isTimezone } from './timezone.js';
