import { foldText } from '#cards';
import type { CombinedError } from 'urql';
import { type QueryChanges, updateQuery } from '../address/query-string.js';
import type { Interval } from '../bump-chart/series.js';
import { MAX_LINES } from '../bump-chart/slots.js';
import { addDays, daysBetween } from '../words/days.js';
import { getFirstDay } from '../words/source.js';

/** The number of artists shown by default. */
const DEFAULT_LINES = 6;

/** Between artists in an address. A comma would be encoded as `%2C`. */
const SEPARATOR = '-';

export function formatArtists(ids: readonly string[]): string {
  return ids.join(SEPARATOR);
}

/** A link to the trends of these artists; of the first ones if there are too many. */
export function trendsLink(ids: readonly string[], parameters: QueryChanges = {}): string {
  return `/trends${updateQuery('', { artists: formatArtists(ids.slice(0, MAX_LINES)), ...parameters })}`;
}

/** An id of Spotify or an import, or of an artist known only by name; the dashes of the latter separate nothing. */
const ARTIST_ID =
  /local:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![^-])|(?<![^-])[0-9A-Za-z]{1,64}(?![^-])/g;

/** The artists in an address, without what is not an id. Null if none are chosen. */
export function parseArtists(text: string | null): string[] | null {
  if (text === null) return null;
  return [...new Set(text.match(ARTIST_ID))].slice(0, MAX_LINES);
}

/** The artists to show: the chosen ones, or by default the top of the newest chart. */
export function getShownArtists(
  chosen: readonly string[] | null,
  onChart: readonly string[],
): readonly string[] {
  return chosen ?? onChart.slice(0, DEFAULT_LINES);
}

const INTERVALS: Readonly<Record<string, Interval>> = { day: 'DAY', week: 'WEEK', month: 'MONTH' };
/** Longer spans than these are too dense by day or by week. */
const MAX_DAYS_BY_DAY = 45;
const MAX_DAYS_BY_WEEK = 3 * 366;

/** The interval in an address; by default one that suits the span. */
export function chooseInterval(text: string | null, from: string, to: string): Interval {
  const named = INTERVALS[text ?? ''];
  if (named) return named;
  const days = daysBetween(from, to);
  if (days <= MAX_DAYS_BY_DAY) return 'DAY';
  return days <= MAX_DAYS_BY_WEEK ? 'WEEK' : 'MONTH';
}

/** The numbers of ranks to choose from instead of all. */
export const TOP_RANKS = [10, 20] as const;

/** The number of ranks in an address; null shows all. */
export function parseRanks(text: string | null): number | null {
  return TOP_RANKS.find((ranks) => String(ranks) === text) ?? null;
}

export interface Coverage {
  readonly since: string | null;
  readonly snapshotCount: number;
  readonly gapCount: number;
  readonly skippedDays: readonly string[];
  readonly reconstructedSince: string | null;
}

/** Days from the first through the last, inclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The span of the whole history: from its first day through the newest snapshot or yesterday, whichever is later. */
export function getFullSpan(newest: string, coverage: Coverage): Span {
  const { since, snapshotCount, gapCount, skippedDays } = coverage;
  const first = getFirstDay(coverage) ?? newest;
  const from = first < newest ? first : newest;
  if (since === null) return { from, to: newest };
  const accountable = snapshotCount + gapCount + skippedDays.length;
  const last = addDays(since, accountable - 1);
  return { from, to: last > newest ? last : newest };
}

/** The span in an address, in order and within the full span. */
export function clampSpan(full: Span, from: string | null, to: string | null): Span {
  const clamp = (day: string): string => (day < full.from ? full.from : day > full.to ? full.to : day);
  const [first, last] = [clamp(from ?? full.from), clamp(to ?? full.to)];
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}

/** The artists whose name contains the text, ignoring case and accents. Matches at the start of a word come first. */
export function searchArtists<Artist extends { readonly name: string }>(
  artists: readonly Artist[],
  typed: string,
): Artist[] {
  const text = foldText(typed.trim());
  const starts = artists.filter(({ name }) => ` ${foldText(name)}`.includes(` ${text}`));
  const others = artists.filter((each) => foldText(each.name).includes(text) && !starts.includes(each));
  return [...starts, ...others];
}

interface UnknownArtists {
  /** The error, unless it only says that artists are unknown. */
  readonly error: CombinedError | undefined;
  /** Ids that were never on the listener's lists, as in a shared address. */
  readonly unknown: readonly string[];
}

/** Separates unknown artists from other errors. */
export function splitUnknownArtists(
  error: CombinedError | undefined,
  ids: readonly string[],
  loaded: readonly { readonly id: string }[],
): UnknownArtists {
  const isOnlyUnknown =
    error?.networkError === undefined &&
    error?.graphQLErrors.every(({ extensions }) => extensions?.['code'] === 'NOT_FOUND');
  if (!isOnlyUnknown) return { error, unknown: [] };
  return { error: undefined, unknown: ids.filter((id) => !loaded.some((each) => each.id === id)) };
}
