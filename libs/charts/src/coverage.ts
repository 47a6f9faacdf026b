import { type ChartDay, dayOf, daysFrom } from './chart-day.js';

/** Why no snapshots are taken for a period. */
export type InterruptionKind = 'PAUSED' | 'REAUTHORIZATION_REQUIRED';

/** A period without snapshots. `endedAt` is null while it lasts. */
export interface Interruption {
  readonly kind: InterruptionKind;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
}

/** The last failure of a day's snapshot. */
export interface RecordedFailure<Reason extends string> {
  readonly day: ChartDay;
  readonly reason: Reason;
}

/** What is stored about the days of one listener and range. */
export interface CoverageRecord<Reason extends string> {
  /** The chart day of the first sign-in. */
  readonly firstDay: ChartDay;
  /** The current chart day. Accountable days end before it. */
  readonly today: ChartDay;
  readonly timezone: string;
  /** Days with a snapshot of Spotify's list, in order. */
  readonly recordedDays: readonly ChartDay[];
  readonly failures: readonly RecordedFailure<Reason>[];
  readonly interruptions: readonly Interruption[];
  /** Days that changes of time zone skipped. */
  readonly skippedDays: readonly ChartDay[];
  /** The first day that retention keeps, if it deletes older ones. Those are not accountable. */
  readonly retainedFrom?: ChartDay | null;
}

/** An accountable day without a snapshot. */
export interface Gap<Reason extends string> {
  readonly day: ChartDay;
  readonly reason: Reason | InterruptionKind | 'NOT_RUNNING';
}

/** The accountable days of one listener and range. */
export interface ComputedCoverage<Reason extends string> {
  /** The first accountable day. Null if there is none. */
  readonly since: ChartDay | null;
  /** How many accountable days have a snapshot. */
  readonly snapshotCount: number;
  /** The other accountable days, newest first. */
  readonly gaps: readonly Gap<Reason>[];
}

/**
 * Computes the coverage from the first sign-in, or the earliest snapshot if it is older, through yesterday, without days
 * that a change of time zone skipped or that retention deletes. The reason of a gap is the recorded failure, else a
 * pause or an ended connection at the day's end, else `NOT_RUNNING`. Takes linear time.
 */
export function computeCoverage<Reason extends string>(
  record: CoverageRecord<Reason>,
): ComputedCoverage<Reason> {
  const { firstDay, today, timezone, recordedDays, interruptions, retainedFrom } = record;
  const earliest = recordedDays[0] ?? firstDay;
  const begins = earliest < firstDay ? earliest : firstDay;
  const days = daysFrom(retainedFrom && retainedFrom > begins ? retainedFrom : begins, today);
  const skipped = new Set(record.skippedDays);
  const accountable = days.filter((day) => !skipped.has(day));

  const recorded = new Set(recordedDays);
  const failed = new Map(record.failures.map(({ day, reason }) => [day, reason]));
  const paused = interruptedDays('PAUSED', interruptions, timezone, days);
  const disconnected = interruptedDays('REAUTHORIZATION_REQUIRED', interruptions, timezone, days);
  const computeReason = (day: ChartDay): Gap<Reason>['reason'] => {
    if (paused.has(day)) return 'PAUSED';
    return disconnected.has(day) ? 'REAUTHORIZATION_REQUIRED' : 'NOT_RUNNING';
  };

  const gaps = accountable
    .filter((day) => !recorded.has(day))
    .map((day) => ({ day, reason: failed.get(day) ?? computeReason(day) }))
    .toReversed();
  return { since: accountable[0] ?? null, snapshotCount: accountable.length - gaps.length, gaps };
}

/**
 * Returns the days at whose end, in the listener's time zone, an interruption of the kind lasted: from the day it began
 * to before the day it ended.
 *
 * @param days one or more consecutive days
 */
function interruptedDays(
  kind: InterruptionKind,
  interruptions: readonly Interruption[],
  timezone: string,
  days: readonly ChartDay[],
): ReadonlySet<ChartDay> {
  const first = days[0] ?? '';
  /** By day: interruptions that begin, less those that end. */
  const changes = new Map<ChartDay, number>();
  const change = (day: ChartDay, by: number): void => {
    const counted = day < first ? first : day;
    changes.set(counted, (changes.get(counted) ?? 0) + by);
  };
  for (const interruption of interruptions) {
    if (interruption.kind !== kind) continue;
    const began = dayOf(interruption.beganAt, timezone);
    const ended = interruption.endedAt && dayOf(interruption.endedAt, timezone);
    if (ended !== null && ended <= began) continue;
    change(began, 1);
    if (ended !== null) change(ended, -1);
  }
  let active = 0;
  return new Set(days.filter((day) => (active += changes.get(day) ?? 0) > 0));
}
