import { REASONS } from '../coverage/reasons.js';
import type { GapReason, TimeRange } from '../graphql/graphql.js';
import { formatInstant, formatRelative } from '../words/instants.js';

/** The outcome of a manual snapshot for one range. */
export interface RangeResult {
  readonly range: TimeRange;
  readonly outcome: 'TAKEN' | 'ALREADY_TAKEN' | 'QUEUED' | 'FAILED';
  readonly gapReason: GapReason | null;
  readonly retryAt: string | null;
}

/** Describes the outcome for one range. */
export function describeResult(result: RangeResult, timezone: string, now: Date): string {
  const { outcome, gapReason, retryAt } = result;
  switch (outcome) {
    case 'TAKEN':
      return 'Saved just now.';
    case 'ALREADY_TAKEN':
      return 'Already saved today.';
    case 'QUEUED':
      return 'In the queue. You can leave this page.';
    case 'FAILED': {
      const reason = gapReason === null ? 'The snapshot failed.' : REASONS[gapReason].happened;
      if (retryAt === null) return reason;
      return `${reason} Next attempt: ${formatRelative(retryAt, timezone, now) ?? formatInstant(retryAt, timezone)}.`;
    }
  }
}

/** Returns the description that all ranges have in common; null if they differ. */
export function describeCommonResult(
  results: readonly RangeResult[],
  timezone: string,
  now: Date,
): string | null {
  const [first, ...others] = results.map((result) => describeResult(result, timezone, now));
  return first !== undefined && others.every((text) => text === first) ? first : null;
}

interface ResultsSummary {
  readonly title: string;
  readonly tone: 'good' | 'calm' | 'urgent';
}

/** Sums up the outcomes of all ranges. */
export function summarizeResults(results: readonly RangeResult[]): ResultsSummary {
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  if (outcomes.has('FAILED')) {
    const title = outcomes.size > 1 ? 'Not all lists were saved' : 'No list was saved';
    return { title, tone: 'urgent' };
  }
  if (outcomes.has('QUEUED')) return { title: 'Today’s lists are queued', tone: 'calm' };
  if (outcomes.has('TAKEN')) return { title: 'Today’s lists are saved', tone: 'good' };
  return { title: 'Today’s lists are already saved', tone: 'calm' };
}
