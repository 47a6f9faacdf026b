import { REASONS } from '../coverage/reasons.js';
import type { GapReason, TimeRange } from '../graphql/schema-words.js';
import { instantInWords } from '../words/instant.js';

/** What came of the snapshot of one range. */
export interface RangeResult {
  readonly range: TimeRange;
  readonly outcome: 'TAKEN' | 'ALREADY_TAKEN' | 'QUEUED' | 'FAILED';
  readonly gapReason: GapReason | null;
  readonly retryAt: string | null;
}

/** What came of it, for one range. */
export function resultInWords({ outcome, gapReason, retryAt }: RangeResult, timezone: string): string {
  switch (outcome) {
    case 'TAKEN':
      return 'Recorded just now.';
    case 'ALREADY_TAKEN':
      return 'Recorded already: the first list of a day stays.';
    case 'QUEUED':
      return 'Not done yet. It will be as soon as possible; you need not wait here.';
    case 'FAILED': {
      const why = gapReason === null ? 'It did not work.' : REASONS[gapReason].happened;
      return retryAt === null ? why : `${why} Next try: ${instantInWords(retryAt, timezone)}.`;
    }
  }
}

/** The whole of it in a few words, and whether it is good news. */
export function resultsTitle(results: readonly RangeResult[]): {
  title: string;
  tone: 'good' | 'calm' | 'urgent';
} {
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  if (outcomes.has('FAILED')) {
    return {
      title: outcomes.size > 1 ? 'Not all of it worked' : 'No snapshot could be taken',
      tone: 'urgent',
    };
  }
  if (outcomes.has('QUEUED')) return { title: 'It is on its way', tone: 'calm' };
  if (outcomes.has('TAKEN')) return { title: 'Today is recorded', tone: 'good' };
  return { title: 'Today was recorded already', tone: 'calm' };
}
