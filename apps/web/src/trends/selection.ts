import { type Changes, changed } from '../address/changed.js';
import { MOST_LINES } from '../bump-chart/slots.js';
import type { Interval } from '../bump-chart/series.js';
import { dayAfter, daysBetween } from '../words/day.js';

/** How many lines there are until somebody chooses: few enough to be followed. */
const LINES_UNLESS_CHOSEN = 6;

/** Between the artists of an address, since a comma would be written as `%2C`. */
const SEPARATOR = '-';

export function inAddress(artists: readonly string[]): string {
  return artists.join(SEPARATOR);
}

/** Where the lines of these artists are drawn: of the first of them, where they are too many. */
export function trendsOf(artists: readonly string[], besides: Changes = {}): string {
  return `/trends${changed('', { artists: inAddress(artists.slice(0, MOST_LINES)), ...besides })}`;
}

/** The artists that an address names, as far as they can be Spotify ids; null: none are chosen yet. */
export function artistsInAddress(text: string | null): string[] | null {
  if (text === null) return null;
  const ids = text.split(SEPARATOR).filter((id) => /^[0-9A-Za-z]{22}$/.test(id));
  return [...new Set(ids)].slice(0, MOST_LINES);
}

/** Whose lines are drawn: the first of the newest chart, until somebody chooses. */
export function artistsShown(
  chosen: readonly string[] | null,
  onChart: readonly string[],
): readonly string[] {
  return chosen ?? onChart.slice(0, LINES_UNLESS_CHOSEN);
}

const INTERVALS: Readonly<Record<string, Interval>> = { day: 'DAY', week: 'WEEK', month: 'MONTH' };
/** Beyond so many days, their lines are denser than a screen; weeks are so after some years. */
const DAYS_AT_MOST = 45;
const WEEKS_AT_MOST = 3 * 366;

/** The interval that an address names; else the one that suits the span. */
export function intervalFor(text: string | null, from: string, to: string): Interval {
  const named = INTERVALS[text ?? ''];
  if (named) return named;
  const days = daysBetween(from, to);
  if (days <= DAYS_AT_MOST) return 'DAY';
  return days <= WEEKS_AT_MOST ? 'WEEK' : 'MONTH';
}

export interface Coverage {
  readonly since: string | null;
  readonly snapshotCount: number;
  readonly gapCount: number;
  readonly skippedDays: readonly string[];
}

/** The days that a chart can be about: from the first accountable one through the last, or a newer snapshot. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * The whole of a record. It ends with the newest snapshot, or with yesterday where nothing has been recorded since: today
 * is not over, and no gap yet.
 */
export function wholeSpan(newest: string, coverage: Coverage): Span {
  const { since, snapshotCount, gapCount, skippedDays } = coverage;
  if (since === null) return { from: newest, to: newest };
  const accountable = snapshotCount + gapCount + skippedDays.length;
  const last = dayAfter(since, accountable - 1);
  return { from: since < newest ? since : newest, to: last > newest ? last : newest };
}

/** The days that an address names, as far as they lie in the record and in order. */
export function spanWithin(whole: Span, from: string | null, to: string | null): Span {
  const within = (day: string): string => (day < whole.from ? whole.from : day > whole.to ? whole.to : day);
  const [first, last] = [within(from ?? whole.from), within(to ?? whole.to)];
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}
