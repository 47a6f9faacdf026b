import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';
import { Comparison } from './chart.js';

/** The kinds of events, in the order in which they are listed. */
const KINDS = ['NEW_NUMBER_ONE', 'NEW_ENTRY', 'RE_ENTRY', 'NEW_PEAK', 'DROP_OUT'] as const;

export type ChartEventKind = (typeof KINDS)[number];

/** A change between two consecutive snapshots, dated at the later one. */
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
 * snapshot has none.
 *
 * Entries and drop-outs count within the compared ranks only. A number one is new if the snapshot before had another
 * artist or none there. A new peak is better than every rank before; a first appearance is none.
 */
export function eventsAt(history: History, index: number): ChartEvent[] {
  if (index === 0) return [];
  const day = history.day(index);
  const comparison = new Comparison(history, index, index - 1);
  const events: ChartEvent[] = [];
  for (const [position, artist] of history.artists(index).entries()) {
    const rank = position + 1;
    const previousRank = comparison.previousRank(artist);
    const status = comparison.status(artist, rank, previousRank);
    const add = (kind: ChartEventKind): number => events.push({ kind, day, artist, rank, previousRank });
    if (rank === 1 && previousRank !== 1 && status !== null) add('NEW_NUMBER_ONE');
    if (status === 'NEW_ENTRY' || status === 'RE_ENTRY') add(status);
    if (history.ledger.hasNewPeak(artist, index)) add('NEW_PEAK');
  }
  for (const { artist, previousRank } of comparison.dropouts()) {
    events.push({ kind: 'DROP_OUT', day, artist, rank: null, previousRank });
  }
  return KINDS.flatMap((kind) => events.filter((event) => event.kind === kind));
}
