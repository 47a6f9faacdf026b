import type { GapReason, TimeRange } from '../graphql/schema-words.js';
import { dayAfter } from '../words/day.js';

/** What the API says of one range, with all of its gaps. */
export interface RangeCoverage {
  readonly since: string | null;
  readonly snapshotCount: number;
  readonly gapCount: number;
  readonly skippedDays: readonly string[];
  readonly gaps: readonly { readonly day: string; readonly reason: GapReason }[];
}

/** What a day has of one range: its snapshot, or the reason why there is none. */
export type DayState = 'SNAPSHOT' | GapReason;

/** A day that is over, and what it has of each range that accounts for it. */
export interface AccountedDay {
  readonly day: string;
  readonly states: ReadonlyMap<TimeRange, DayState>;
}

/** Every day that at least one of the ranges accounts for, oldest first. */
export function accountOfDays(coverages: ReadonlyMap<TimeRange, RangeCoverage>): AccountedDay[] {
  const days = new Map<string, Map<TimeRange, DayState>>();
  for (const [range, coverage] of coverages) {
    for (const [day, state] of statesOf(coverage)) {
      days.set(day, (days.get(day) ?? new Map<TimeRange, DayState>()).set(range, state));
    }
  }
  return [...days]
    .map(([day, states]) => ({ day, states }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** From the first day on there are as many as are counted or left out; those that are no gaps have a snapshot. */
function* statesOf({
  since,
  snapshotCount,
  gapCount,
  skippedDays,
  gaps,
}: RangeCoverage): Generator<[string, DayState]> {
  if (since === null) return;
  const reasons = new Map(gaps.map(({ day, reason }) => [day, reason]));
  const skipped = new Set(skippedDays);
  const length = snapshotCount + gapCount + skipped.size;
  for (let index = 0; index < length; index++) {
    const day = dayAfter(since, index);
    if (!skipped.has(day)) yield [day, reasons.get(day) ?? 'SNAPSHOT'];
  }
}
