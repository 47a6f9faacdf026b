import { formatDay } from '../words/days.js';
import { formatCount, formatExactPercent, formatNumber, formatPercent } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import { type CoverageDay, type DayState, getUniformState, isGap } from './compute-coverage.js';
import { getReasonInSentence } from './reasons.js';

/** `Wednesday, June 3, 2026: recorded`; range by range if they differ. */
export function describeDay({ day, states }: CoverageDay): string {
  const uniform = getUniformState(states);
  const text = uniform
    ? describeState(uniform)
    : [...states].map(([range, state]) => `${describeState(state)} (${getRange(range).label})`).join(', ');
  return `${formatDay(day, 'full')}: ${text}`;
}

function describeState(state: DayState): string {
  if (isGap(state)) return getReasonInSentence(state);
  return state === 'SNAPSHOT' ? 'recorded' : 'reconstructed';
}

/** A month of the calendar, or all of it, in one sentence. */
export function describePeriod(name: string, days: readonly CoverageDay[]): string {
  const count = (isCounted: (state: DayState) => boolean): number =>
    days.filter(({ states }) => [...states.values()].some(isCounted)).length;
  const [gaps, reconstructed] = [count(isGap), count((state) => state === 'RECONSTRUCTED')];
  const parts = [formatCount(days.length, 'day')];
  if (reconstructed > 0) parts.push(`${formatNumber(reconstructed)} reconstructed`);
  if (gaps > 0) parts.push(`${formatNumber(gaps)} with a gap`);
  if (parts.length === 1) parts.push('all recorded');
  return `${name}: ${parts.join(', ')}`;
}

interface DayCounts {
  readonly snapshotCount: number;
  readonly gapCount: number;
}

/** The percentage of days with a snapshot; 100% only without a gap. Null before the first day is over. */
export function formatCoverage({ snapshotCount, gapCount }: DayCounts): string | null {
  const days = snapshotCount + gapCount;
  if (days === 0) return null;
  if (gapCount === 0) return formatPercent(1);
  const share = snapshotCount / days;
  return share > 0 && share < 0.001 ? `under ${formatExactPercent(0.001)}` : formatExactPercent(share);
}
