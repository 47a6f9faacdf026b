export type { ChartDay } from './chart-day.js';
export type {
  AccountedDays,
  CoverageRecord,
  Interruption,
  InterruptionKind,
  RecordedFailure,
} from './coverage.js';
