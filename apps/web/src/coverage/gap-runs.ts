import type { GapReason, TimeRange } from '../graphql/schema-words.js';
import type { AccountedDay } from './account-of-days.js';

/** Days in a row that lack the same ranges for the same reason. */
export interface GapRun {
  readonly reason: GapReason;
  readonly ranges: readonly TimeRange[];
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/**
 * The gaps, as runs, newest first. A day that lacks ranges for several reasons has part in several; days that a change
 * of time zone left out break none.
 *
 * @param days oldest first
 */
export function gapRuns(days: readonly AccountedDay[]): GapRun[] {
  const runs: GapRun[] = [];
  let open = new Map<string, GapRun>();
  for (const { day, states } of days) {
    const going = new Map<string, GapRun>();
    for (const [reason, ranges] of missing(states)) {
      const name = [reason, ...ranges].join(' ');
      const before = open.get(name) ?? { reason, ranges, from: day, days: 0 };
      going.set(name, { ...before, to: day, days: before.days + 1 });
    }
    for (const [name, run] of open) if (!going.has(name)) runs.push(run);
    open = going;
  }
  return [...runs, ...open.values()].sort((one, other) =>
    one.to > other.to ? -1 : one.to < other.to ? 1 : 0,
  );
}

/** The ranges that a day lacks, by reason. */
function missing(states: AccountedDay['states']): Map<GapReason, TimeRange[]> {
  const reasons = new Map<GapReason, TimeRange[]>();
  for (const [range, state] of states) {
    if (state !== 'SNAPSHOT') reasons.set(state, [...(reasons.get(state) ?? []), range]);
  }
  return reasons;
}
