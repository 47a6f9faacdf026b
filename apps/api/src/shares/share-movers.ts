import type { ChartEntry } from '../charts/chart.models.js';
import { type ArtistShown } from './share-words.js';

/** Artists that moved the same way. */
export interface MoverList {
  readonly title: string;
  /** Follows the count in the tally: `up`. */
  readonly word: string;
  /** How many artists there are. */
  readonly count: number;
  /** The first few. */
  readonly entries: readonly { readonly artist: ArtistShown; readonly note: string }[];
  /** How many are not shown. */
  readonly more: number;
}

/** Formats the counts of {@link listMovers}: `26 up, 10 down, 1 new`. */
export function describeTally(lists: readonly MoverList[]): string {
  return lists.map(({ count, word }) => `${count} ${word}`).join(', ');
}

/** How many artists a list shows. */
const MAX_MOVES = 3;
const MAX_NAMES = 5;

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
    { title: 'Biggest climbs', word: 'up', all: byPlaces(withStatus('MOVED_UP')), max: MAX_MOVES },
    { title: 'Biggest falls', word: 'down', all: byPlaces(withStatus('MOVED_DOWN')), max: MAX_MOVES },
    { title: 'New', word: 'new', all: withStatus('NEW_ENTRY'), max: MAX_NAMES },
    { title: 'Back', word: 'back', all: withStatus('RE_ENTRY'), max: MAX_NAMES },
    { title: 'Dropped out', word: 'out', all: dropouts, max: MAX_NAMES },
  ];
  return lists
    .filter(({ all }) => all.length > 0)
    .map(({ title, word, all, max }) => ({
      title,
      word,
      count: all.length,
      entries: all.slice(0, max).map((entry) => ({ artist: show(entry), note: describeMove(entry) })),
      more: Math.max(0, all.length - max),
    }));
}

/** Sorts by the number of ranks moved, most first. Equal moves stay in rank order. */
function byPlaces(entries: readonly ChartEntry[]): ChartEntry[] {
  const places = ({ rankChange }: ChartEntry): number => Math.abs(rankChange ?? 0);
  return entries.toSorted((one, other) => places(other) - places(one));
}

/** `12 → 4`, `No. 9`, `was No. 30`. */
function describeMove({ rank, previousRank }: ChartEntry): string {
  if (rank === null) return `was No.\u00a0${previousRank}`;
  return previousRank === null ? `No.\u00a0${rank}` : `${previousRank} → ${rank}`;
}
