import { updateQuery } from '../address/query-string.js';
import { addDays } from '../words/days.js';
import { getRange } from '../words/range.js';
import { type CoverageDay, isGap } from './compute-coverage.js';
import { getReasonAnchor } from './reasons.js';

/** Weeks are columns, so left and right move by a week. */
const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

/**
 * The day that a key moves to in the calendar; the nearest one in that direction if it is missing. Null for other keys.
 *
 * @param days oldest first
 */
export function moveDay(key: string, day: string, days: readonly string[]): string | null {
  if (key === 'Home') return days[0] ?? null;
  if (key === 'End') return days.at(-1) ?? null;
  const step = STEPS[key];
  if (step === undefined) return null;
  const target = addDays(day, step);
  const found = step < 0 ? days.findLast((each) => each <= target) : days.find((each) => each >= target);
  return found ?? (step < 0 ? days[0] : days.at(-1)) ?? null;
}

/** Where a day of the calendar leads: to its chart, or to the reason for its gap in the list below. */
export function getDayTarget({ day, states }: CoverageDay): {
  readonly href: string;
  readonly isChart: boolean;
} {
  const all = [...states];
  const known = all.find(([, state]) => !isGap(state));
  if (known)
    return { href: `/${updateQuery('', { range: getRange(known[0]).slug, on: day })}`, isChart: true };
  const [reason] = all.flatMap(([, state]) => (isGap(state) ? state : []));
  return { href: reason ? `#${getReasonAnchor(reason)}` : '#', isChart: false };
}

/** What a click on a day of the calendar does. Only days with a snapshot can be picked; `picked` is null if days are opened. */
export function describeAction(day: CoverageDay, picked: readonly string[] | null): string {
  const { isChart } = getDayTarget(day);
  if (picked === null) return isChart ? 'see the chart' : 'see why';
  if (!isChart) return 'can’t be picked: there is no snapshot';
  return picked.includes(day.day) ? 'picked' : 'pick this day';
}
