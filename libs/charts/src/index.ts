/**
 * The arithmetic of charts, as pure functions without clock, database or framework.
 *
 * - `chart-day.ts`: chart days in time zones, due times, retention; `calendar.ts`: ISO weeks and months
 * - `coverage.ts`: the snapshot or the reason of a gap for every accountable day
 * - `history/`: all snapshots of a listener and range, with the ledger of every artist
 * - `chart/`: charts, rank histories, events, momentum and year-end charts of a history; rankings of two listeners
 * - `reconstruction/`: the lists of past days, computed from the plays of an imported listening history
 */
export { type ChartInterval, isoYear, periodCount } from './calendar.js';
export {
  addDays,
  type ChartDay,
  chartDay,
  dayBegins,
  dayEnds,
  dayOf,
  daysBetween,
  daysFrom,
  dueAt,
  isTimezone,
  nextDay,
  previousDay,
  retentionStart,
  skippedDays,
} from './chart-day.js';
export { type ChartEvent, type ChartEventKind, eventsAt } from './chart/chart-events.js';
export { Chart, type ChartEntry, defaultBaseline, type EntryStatus } from './chart/chart.js';
export { type Momentum, momentum, type MomentumEntry } from './chart/momentum.js';
export { rankHistory, type RankPoint, recordedPeriods } from './chart/periods.js';
export {
  type CommonArtist,
  compareRankings,
  type RankedArtist,
  type RankingComparison,
} from './chart/compare-rankings.js';
export { rankYearEnd, type YearEndScore, yearEndScores } from './chart/year-end.js';
export {
  computeCoverage,
  type ComputedCoverage,
  type Gap,
  type Interruption,
  type InterruptionKind,
  type RecordedFailure,
} from './coverage.js';
export type { HistoryColumns } from './history/columns.js';
export { History, type Ranking, type SnapshotSource } from './history/history.js';
export { type Agreement, agreement, daySimilarities } from './reconstruction/agreement.js';
export { foldName, TooManyArtistsError } from './reconstruction/artist-names.js';
export { ChartDayClock } from './reconstruction/chart-day-clock.js';
export { type CountedPlay, PlayCounts } from './reconstruction/play-counts.js';
export { type ReconstructedList, reconstruct, WINDOW_DAYS } from './reconstruction/reconstruct.js';
