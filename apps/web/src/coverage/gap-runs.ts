import type { GapReason, TimeRange } from '../graphql/graphql.js';
import type { Table } from '../share/csv.js';
import { getRange } from '../words/range.js';
import { type CoverageDay, isGap } from './compute-coverage.js';

/** Consecutive days on which the same ranges are missing for the same reason. */
export interface GapRun {
  readonly reason: GapReason;
  readonly ranges: readonly TimeRange[];
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/**
 * Groups gaps into runs, newest first. A day can be in several runs, one for each reason. Days that a change of time
 * zone skipped don't interrupt a run.
 *
 * @param days oldest first
 */
export function groupGaps(days: readonly CoverageDay[]): GapRun[] {
  const runs: GapRun[] = [];
  let open = new Map<string, GapRun>();
  for (const { day, states } of days) {
    const current = new Map<string, GapRun>();
    for (const [reason, ranges] of groupByReason(states)) {
      const name = [reason, ...ranges].join(' ');
      const before = open.get(name) ?? { reason, ranges, from: day, days: 0 };
      current.set(name, { ...before, to: day, days: before.days + 1 });
    }
    for (const [name, run] of open) if (!current.has(name)) runs.push(run);
    open = current;
  }
  return [...runs, ...open.values()].sort((one, other) =>
    one.to > other.to ? -1 : one.to < other.to ? 1 : 0,
  );
}

/** The runs as a table, newest first. */
export function getGapsTable(runs: readonly GapRun[]): Table {
  return {
    header: ['From', 'To', 'Days', 'Reason', 'Ranges'],
    rows: runs.map(({ from, to, days, reason, ranges }) => [
      from,
      to,
      days,
      reason,
      ranges.map((range) => getRange(range).label).join(', '),
    ]),
  };
}

/** The missing ranges of a day, by reason. */
function groupByReason(states: CoverageDay['states']): Map<GapReason, TimeRange[]> {
  const reasons = new Map<GapReason, TimeRange[]>();
  for (const [range, state] of states) {
    if (isGap(state)) reasons.set(state, [...(reasons.get(state) ?? []), range]);
  }
  return reasons;
}
