import type { EntryStatus, SnapshotSource } from '#charts';
import type { OpenShare } from '#database';

/** A range as the database has it. */
export type Range = OpenShare['range'];

/** A range in words: as a label, as an adjective, and as a time. */
export const RANGE_WORDS: Readonly<
  Record<Range, { readonly label: string; readonly adjective: string; readonly period: string }>
> = {
  SHORT_TERM: { label: '4 weeks', adjective: '4-week', period: 'about the last 4 weeks' },
  MEDIUM_TERM: { label: '6 months', adjective: '6-month', period: 'about the last 6 months' },
  LONG_TERM: { label: '1 year', adjective: '1-year', period: 'about the last year' },
};

const full = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayMonth = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const withYear = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** `Sunday, November 22, 2026`. */
export function formatDay(day: string): string {
  return full.format(Date.parse(day));
}

/** `November 15`, with the year if it is not that of the other day. */
export function formatNearDay(day: string, other: string): string {
  return (day.slice(0, 4) === other.slice(0, 4) ? dayMonth : withYear).format(Date.parse(day));
}

/** `1 week`, `2 weeks`. */
export function formatCount(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** `72%`. Only exactly 0 and 1 become 0% and 100%. */
export function formatPercent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))}%`;
}

/** How an entry moved: a sign to see, and the words that go with it or take its place. */
export interface MovementWords {
  /** The name of its style. */
  readonly kind: 'up' | 'down' | 'same' | 'new' | 'back' | 'out' | 'unknown';
  /** Shown, but not spoken. */
  readonly sign?: string;
  /** Spoken, but not shown. */
  readonly spoken?: string;
  /** Shown and spoken. */
  readonly text?: string;
}

/** Describes how an entry moved since the baseline. */
export function describeMovement(status: EntryStatus | null, rankChange: number | null): MovementWords {
  const places = String(Math.abs(rankChange ?? 0));
  switch (status) {
    case 'MOVED_UP':
      return { kind: 'up', sign: '▲', spoken: 'up', text: places };
    case 'MOVED_DOWN':
      return { kind: 'down', sign: '▼', spoken: 'down', text: places };
    case 'NO_CHANGE':
      return { kind: 'same', sign: '=', spoken: 'same' };
    case 'NEW_ENTRY':
      return { kind: 'new', text: 'new' };
    case 'RE_ENTRY':
      return { kind: 'back', text: 'back' };
    case null:
      return { kind: 'unknown', sign: '–', spoken: 'change unknown' };
  }
}

/** How many chart weeks an artist has been at number one. */
interface Reign {
  readonly weeksAtNumberOne: number;
  readonly consecutiveWeeksAtNumberOne: number;
}

/** `Number one for 2 weeks running (11 in all)`. */
export function describeReign(reign: Reign): string {
  const { weeksAtNumberOne: total, consecutiveWeeksAtNumberOne: run } = reign;
  if (run > 1) {
    const inAll = total > run ? ` (${total} in all)` : '';
    return `Number one for ${formatCount(run, 'week')} running${inAll}`;
  }
  return total > 1 ? `Number one again (${formatCount(total, 'week')} in all)` : 'First week at number one';
}

/** Says who ranked the artists of a chart. */
export function describeRanking(source: SnapshotSource, range: Range): string {
  const { label, period } = RANGE_WORDS[range];
  return source === 'RECONSTRUCTED' ? `Ranked by plays over ${label}.` : `Ranked by Spotify over ${period}.`;
}

/** What a similarity from 0 to 1 means. */
export function describeSimilarity(similarity: number): string {
  if (similarity === 1) return 'The same artists in the same order.';
  if (similarity >= 0.9) return 'Almost the same artists in almost the same order.';
  if (similarity >= 0.7) return 'Mostly the same artists, in a different order.';
  if (similarity >= 0.4) return 'Some artists in common.';
  return similarity > 0 ? 'Few artists in common.' : 'No artists in common.';
}

/** Removes characters that would change the direction of the text after them. */
export function withoutDirections(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}
