import type { CoverageDay } from '../coverage/compute-coverage.js';
import type { TimeRange } from '../graphql/graphql.js';
import { formatDay } from '../words/days.js';

/** Past days and the newest recorded one, which may be today. */
export function addNewest(
  days: readonly CoverageDay[],
  range: TimeRange,
  newest: string | null,
): readonly CoverageDay[] {
  const last = days.at(-1)?.day ?? '';
  return newest === null || newest <= last
    ? days
    : [...days, { day: newest, states: new Map([[range, 'SNAPSHOT']] as const) }];
}

/** Two picked days in order. Null: `day` is the first one, or the first one again, which takes it back. */
export function pairDays(
  first: string | null,
  day: string,
): { readonly from: string; readonly to: string } | null {
  if (first === null || first === day) return null;
  return first < day ? { from: first, to: day } : { from: day, to: first };
}

/** What to do next in the calendar. Null: no day is picked yet. */
export function describePick(first: string | null): string {
  return first === null
    ? 'Pick two days, in any order. The marked ones are compared now.'
    : `${formatDay(first)} is picked. Now pick the other day.`;
}
