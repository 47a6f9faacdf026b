import type { GapReason, TimeRange } from '../graphql/graphql.js';
import type { Table } from '../share/csv.js';
import { addDays } from '../words/days.js';
import { RANGES } from '../words/range.js';

/** The coverage of one range as the API has it, with all gaps. */
export interface RangeCoverage {
  readonly since: string | null;
  readonly snapshotCount: number;
  readonly gapCount: number;
  readonly skippedDays: readonly string[];
  readonly gaps: readonly { readonly day: string; readonly reason: GapReason }[];
  readonly reconstructedDays: readonly string[];
}

/** The state of a day in one range: recorded, reconstructed from a listening history, or the reason for a gap. */
export type DayState = 'SNAPSHOT' | 'RECONSTRUCTED' | GapReason;

export function isGap(state: DayState): state is GapReason {
  return state !== 'SNAPSHOT' && state !== 'RECONSTRUCTED';
}

/** A past day and its state in each range that covers it. */
export interface CoverageDay {
  readonly day: string;
  readonly states: ReadonlyMap<TimeRange, DayState>;
}

/** The state of a day if it is the same in all ranges; null if they differ. */
export function getUniformState(states: CoverageDay['states']): DayState | null {
  const [first = null, ...others] = new Set(states.values());
  return others.length === 0 ? first : null;
}

/** Computes the state of every past day that at least one range covers, oldest first. */
export function computeCoverage(coverages: ReadonlyMap<TimeRange, RangeCoverage>): CoverageDay[] {
  const days = new Map<string, Map<TimeRange, DayState>>();
  for (const [range, coverage] of coverages) {
    for (const [day, state] of listStates(coverage)) {
      days.set(day, (days.get(day) ?? new Map<TimeRange, DayState>()).set(range, state));
    }
  }
  return [...days]
    .map(([day, states]) => ({ day, states }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** Reconstructed days, and the days from the first one on, as many as are counted or skipped. The latter win. */
function* listStates({
  since,
  snapshotCount,
  gapCount,
  skippedDays,
  gaps,
  reconstructedDays,
}: RangeCoverage): Generator<[string, DayState]> {
  for (const day of reconstructedDays) yield [day, 'RECONSTRUCTED'];
  if (since === null) return;
  const reasons = new Map(gaps.map(({ day, reason }) => [day, reason]));
  const skipped = new Set(skippedDays);
  const length = snapshotCount + gapCount + skipped.size;
  for (let index = 0; index < length; index++) {
    const day = addDays(since, index);
    if (!skipped.has(day)) yield [day, reasons.get(day) ?? 'SNAPSHOT'];
  }
}

/** The days as a table: a column for each range. Cells are empty where a range does not cover the day. */
export function getCoverageTable(days: readonly CoverageDay[]): Table {
  return {
    header: ['Day', ...RANGES.map(({ label }) => label)],
    rows: days.map(({ day, states }) => [day].concat(RANGES.map(({ range }) => states.get(range) ?? ''))),
  };
}
