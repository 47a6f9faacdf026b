import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';
import { Comparison } from './chart.js';

/** The kinds of events, in the order in which they are listed. */
const KINDS = ['NEW_NUMBER_ONE', 'NEW_ENTRY', 'RE_ENTRY', 'NEW_PEAK', 'DROP_OUT'] as const;

export type ChartEventKind = (typeof KINDS)[number];

/** A change between two consecutive snapshots of the same source, dated at the later one. */
export interface ChartEvent {
  readonly kind: ChartEventKind;
  readonly day: ChartDay;
  readonly artist: number;
  /** The rank in the later snapshot. Null for a drop-out. */
  readonly rank: number | null;
  /** The rank in the earlier snapshot. Null if the artist is not there. */
  readonly previousRank: number | null;
}

/**
 * Lists the events between a snapshot and the one before it, by kind, then rank, drop-outs by previous rank. The first
 * snapshot has none, and neither has one that follows a snapshot of another source.
 *
 * Entries and drop-outs count within the compared ranks only. A number one is new if the snapshot before had another
 * artist or none there. A new peak is better than every rank before; a first appearance is none.
 *
 * @param only the kinds of events to list; null: all
 */
export function eventsAt(
  history: History,
  index: number,
  only: ReadonlySet<ChartEventKind> | null = null,
): ChartEvent[] {
  const kinds = KINDS.filter((kind) => !only || only.has(kind));
  if (index === 0 || kinds.length === 0) return [];
  if (history.source(index) !== history.source(index - 1)) return [];
  const day = history.day(index);
  const comparison = new Comparison(history, index, index - 1);
  const events: ChartEvent[] = [];
  for (const [position, artist] of placesOf(history.artists(index), kinds).entries()) {
    const rank = position + 1;
    const previousRank = comparison.previousRank(artist);
    const status = comparison.status(artist, rank, previousRank);
    const add = (kind: ChartEventKind): number => events.push({ kind, day, artist, rank, previousRank });
    if (rank === 1 && previousRank !== 1 && status !== null) add('NEW_NUMBER_ONE');
    if (status === 'NEW_ENTRY' || status === 'RE_ENTRY') add(status);
    if (history.ledger.hasNewPeak(artist, index)) add('NEW_PEAK');
  }
  for (const { artist, previousRank } of kinds.includes('DROP_OUT') ? comparison.dropouts() : []) {
    events.push({ kind: 'DROP_OUT', day, artist, rank: null, previousRank });
  }
  return kinds.flatMap((kind) => events.filter((event) => event.kind === kind));
}

/** New number ones are rare, so that a page of them can span years: only the first place of each list is read. */
function placesOf(artists: Int32Array, kinds: readonly ChartEventKind[]): Int32Array {
  return kinds.length === 1 && kinds[0] === 'NEW_NUMBER_ONE' ? artists.subarray(0, 1) : artists;
}
