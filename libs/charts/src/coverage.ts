import type { ChartDay } from './chart-day.js';

/** Why no snapshots were to be taken for a while. */
export type InterruptionKind = 'PAUSED' | 'REAUTHORIZATION_REQUIRED';

/** A time in which no snapshots were to be taken; `endedAt` is null while it lasts. */
export interface Interruption {
  readonly kind: InterruptionKind;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
}

/** A snapshot that failed, and why it last did. */
export interface RecordedFailure<Reason extends string> {
  readonly day: ChartDay;
  readonly reason: Reason;
}

/** All that is stored about the days of one listener and range. */
export interface CoverageRecord<Reason extends string> {
  /** The chart day of the first sign-in. */
  readonly firstDay: ChartDay;
  /** The current chart day; accountable days end before it. */
  readonly today: ChartDay;
  readonly timezone: string;
  /** Days with a snapshot, in order. */
  readonly recordedDays: readonly ChartDay[];
  readonly failures: readonly RecordedFailure<Reason>[];
  readonly interruptions: readonly Interruption[];
  /** Days that changes of time zone left out. */
  readonly skippedDays: readonly ChartDay[];
}

/** Every accountable day, with a snapshot or a reason. */
export interface AccountedDays<Reason extends string> {
  /** The first accountable day; null while there is none. */
  readonly since: ChartDay | null;
  /** How many accountable days have a snapshot. */
  readonly snapshotCount: number;
  /** The others, newest first. */
  readonly gaps: readonly {
    readonly day: ChartDay;
    readonly reason: Reason | InterruptionKind | 'NOT_RUNNING';
  }[];
}
