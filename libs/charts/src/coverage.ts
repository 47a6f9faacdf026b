import { type ChartDay, daysFrom } from './chart-day.js';
import { daysEndedIn, type Interruption, type InterruptionKind } from './interruption.js';

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
  /** The first day that is kept, where older ones are deleted: nobody has to account for those. */
  readonly keptFrom?: ChartDay | null;
}

/** An accountable day without a snapshot. */
export interface Gap<Reason extends string> {
  readonly day: ChartDay;
  readonly reason: Reason | InterruptionKind | 'NOT_RUNNING';
}

/** Every accountable day, with a snapshot or a reason. */
export interface AccountedDays<Reason extends string> {
  /** The first accountable day; null while there is none. */
  readonly since: ChartDay | null;
  /** How many accountable days have a snapshot. */
  readonly snapshotCount: number;
  /** The others, newest first. */
  readonly gaps: readonly Gap<Reason>[];
}

/**
 * Accounts for every day from the first sign-in, or the earliest snapshot if that is older, through yesterday; but for
 * days that a change of time zone skipped, and for those older than what is kept. A day without a snapshot is a gap: for the reason its snapshot failed, if it
 * did; else because the listener had paused by the day's end; else because the connection had ended by then; else
 * because nothing ran. Takes time in proportion to the days and interruptions, not to their product.
 */
export function accountFor<Reason extends string>(record: CoverageRecord<Reason>): AccountedDays<Reason> {
  const { firstDay, today, timezone, recordedDays, interruptions, keptFrom } = record;
  const earliest = recordedDays[0] ?? firstDay;
  const begins = earliest < firstDay ? earliest : firstDay;
  const days = daysFrom(keptFrom && keptFrom > begins ? keptFrom : begins, today);
  const skipped = new Set(record.skippedDays);
  const accountable = days.filter((day) => !skipped.has(day));

  const recorded = new Set(recordedDays);
  const failed = new Map(record.failures.map(({ day, reason }) => [day, reason]));
  const paused = daysEndedIn('PAUSED', interruptions, timezone, days);
  const disconnected = daysEndedIn('REAUTHORIZATION_REQUIRED', interruptions, timezone, days);
  const reasonOf = (day: ChartDay): Gap<Reason>['reason'] => {
    if (paused.has(day)) return 'PAUSED';
    return disconnected.has(day) ? 'REAUTHORIZATION_REQUIRED' : 'NOT_RUNNING';
  };

  const gaps = accountable
    .filter((day) => !recorded.has(day))
    .map((day) => ({ day, reason: failed.get(day) ?? reasonOf(day) }))
    .toReversed();
  return { since: accountable[0] ?? null, snapshotCount: accountable.length - gaps.length, gaps };
}
