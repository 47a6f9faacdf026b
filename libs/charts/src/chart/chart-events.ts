import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';
import { Comparison } from './comparison.js';

/** What can happen between two snapshots, in the order in which it is told. */
const KINDS = ['NEW_NUMBER_ONE', 'NEW_ENTRY', 'RE_ENTRY', 'NEW_PEAK', 'DROP_OUT'] as const;

export type ChartEventKind = (typeof KINDS)[number];

/** Something that happened between two consecutive snapshots, dated at the later. */
export interface ChartEvent {
  readonly kind: ChartEventKind;
  readonly day: ChartDay;
  readonly artist: number;
  /** In the later snapshot; null for a drop-out. */
  readonly rank: number | null;
  /** In the earlier snapshot; null where it does not have the artist. */
  readonly previousRank: number | null;
}

/**
 * What happened between a snapshot and the one before it: by kind, and within a kind by rank, drop-outs by the rank they
 * had. Nothing at the first snapshot, since nothing is known of before.
 *
 * Arrivals and drop-outs are told down to rank k only, like a chart's. A number one is new if it is another artist than
 * the snapshot before had, which may have had none. A peak is new if it is better than every rank before; a first
 * appearance is not also a new peak.
 */
export function eventsAt(history: History, index: number): ChartEvent[] {
  if (index === 0) return [];
  const day = history.day(index);
  const comparison = new Comparison(history, index, index - 1);
  const events: ChartEvent[] = [];
  for (const [place, artist] of history.artists(index).entries()) {
    const rank = place + 1;
    const previousRank = comparison.previousRank(artist);
    const status = comparison.status(artist, rank, previousRank);
    const tell = (kind: ChartEventKind): number => events.push({ kind, day, artist, rank, previousRank });
    if (rank === 1 && previousRank !== 1 && status !== null) tell('NEW_NUMBER_ONE');
    if (status === 'NEW_ENTRY' || status === 'RE_ENTRY') tell(status);
    if (history.ledger.improvedAt(artist, index)) tell('NEW_PEAK');
  }
  for (const { artist, previousRank } of comparison.dropouts()) {
    events.push({ kind: 'DROP_OUT', day, artist, rank: null, previousRank });
  }
  return KINDS.flatMap((kind) => events.filter((event) => event.kind === kind));
}
