import type { ChartEntry } from '../charts/chart.models.js';
import { type ArtistShown } from './share-artist.js';

/** Artists that moved the same way; the first few of them. */
export interface MoverList {
  readonly title: string;
  /** The list in a line of counts, such as `up`. */
  readonly word: string;
  readonly count: number;
  readonly entries: readonly { readonly artist: ArtistShown; readonly note: string }[];
  /** How many are not shown. */
  readonly more: number;
}

/** `26 up, 10 down, 1 new`: the counts of {@link listMovers} in a line. */
export function describeTally(lists: readonly MoverList[]): string {
  return lists.map(({ count, word }) => `${count} ${word}`).join(', ');
}

/** How many artists of a list are shown: climbs and falls tell less one by one. */
const MOST_MOVES = 3;
const MOST_NAMES = 5;

/**
 * Lists the biggest climbs and falls, and who is new, back or out. Empty lists are left out.
 *
 * @param show turns the artist of an entry into what the page shows
 */
export function listMovers(
  entries: readonly ChartEntry[],
  dropouts: readonly ChartEntry[],
  show: (entry: ChartEntry) => ArtistShown,
): MoverList[] {
  const withStatus = (status: ChartEntry['status']): ChartEntry[] =>
    entries.filter((entry) => entry.status === status);
  const lists = [
    { title: 'Biggest climbs', word: 'up', all: byPlaces(withStatus('MOVED_UP')), most: MOST_MOVES },
    { title: 'Biggest falls', word: 'down', all: byPlaces(withStatus('MOVED_DOWN')), most: MOST_MOVES },
    { title: 'New', word: 'new', all: withStatus('NEW_ENTRY'), most: MOST_NAMES },
    { title: 'Back', word: 'back', all: withStatus('RE_ENTRY'), most: MOST_NAMES },
    { title: 'Dropped out', word: 'out', all: dropouts, most: MOST_NAMES },
  ];
  return lists
    .filter(({ all }) => all.length > 0)
    .map(({ title, word, all, most }) => ({
      title,
      word,
      count: all.length,
      entries: all.slice(0, most).map((entry) => ({ artist: show(entry), note: describeMove(entry) })),
      more: Math.max(0, all.length - most),
    }));
}

/** Most places first; equal moves stay in rank order. */
function byPlaces(entries: readonly ChartEntry[]): ChartEntry[] {
  const places = ({ rankChange }: ChartEntry): number => Math.abs(rankChange ?? 0);
  return entries.toSorted((one, other) => places(other) - places(one));
}

/** `12 → 4`, `No. 9`, `was No. 30`. */
function describeMove({ rank, previousRank }: ChartEntry): string {
  if (rank === null) return `was No.\u00a0${previousRank}`;
  return previousRank === null ? `No.\u00a0${rank}` : `${previousRank} → ${rank}`;
}
