import type { GapReason, TimeRange } from '../graphql/schema-words.js';

interface Result {
  readonly range: TimeRange;
  readonly outcome: 'TAKEN' | 'ALREADY_TAKEN' | 'QUEUED' | 'FAILED';
  readonly gapReason: GapReason | null;
}

interface OutcomeWords {
  readonly tone: 'good' | 'calm' | 'urgent';
  readonly title: string;
}

/** What came of asking for snapshots of all ranges, in one sentence. The worst of the three counts. */
export function outcomeWords(results: readonly Result[]): OutcomeWords {
  const failed = results.find(({ outcome }) => outcome === 'FAILED');
  if (failed) return { tone: 'urgent', title: `It could not be taken: ${reasonWords(failed.gapReason)}` };
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  if (outcomes.has('QUEUED')) {
    return { tone: 'calm', title: 'It is in the queue, and will be taken as soon as a worker is free.' };
  }
  if (outcomes.has('TAKEN')) return { tone: 'good', title: 'Today’s snapshot is recorded.' };
  return { tone: 'calm', title: 'Today’s snapshot was there already; the first of a day stays.' };
}

/** Why, and what helps. */
function reasonWords(reason: GapReason | null): string {
  switch (reason) {
    case 'REAUTHORIZATION_REQUIRED':
      return 'the connection to Spotify has ended. Reconnect.';
    case 'NOT_PERMITTED':
      return 'Spotify refuses this account. Whoever operates Headliner has to add you to their app.';
    case 'MISCONFIGURED':
      return 'Spotify did not accept Headliner’s own settings. Tell whoever operates it.';
    case 'EMPTY_RESPONSE':
      return 'Spotify gave an empty list, which is not believed. It is tried again by itself.';
    case 'RATE_LIMITED':
    case 'QUOTA_EXCEEDED':
      return 'Spotify asked for patience. It is tried again by itself.';
    case 'SPOTIFY_UNAVAILABLE':
    case 'PAUSED':
    case 'NOT_RUNNING':
    case null:
      return 'Spotify gave no usable answer. It is tried again by itself.';
  }
}
