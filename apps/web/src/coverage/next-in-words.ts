import { instantInWords, timeInWords } from '../words/instant.js';

/** When the next snapshot is due, to someone in a time zone: today and tomorrow by name. */
export function nextInWords(nextSnapshotAt: string | null, timezone: string, now: Date): string {
  if (nextSnapshotAt === null) return 'No snapshot is planned.';
  const due = new Date(nextSnapshotAt);
  if (due <= now) return 'The next snapshot is due now.';
  const tomorrow = new Date(now.getTime() + 86_400_000);
  const dateOf = (instant: Date): string =>
    instantInWords(instant.toISOString(), timezone).split(',', 1)[0] ?? '';
  const time = timeInWords(due, timezone);
  if (dateOf(due) === dateOf(now)) return `The next snapshot is due today at ${time}.`;
  if (dateOf(due) === dateOf(tomorrow)) return `The next snapshot is due tomorrow at ${time}.`;
  return `The next snapshot is due on ${instantInWords(nextSnapshotAt, timezone)}.`;
}
