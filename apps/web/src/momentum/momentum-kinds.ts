import type { EntryStatus, Momentum } from '../graphql/graphql.js';
import type { Table } from '../share/csv.js';
import { RANGES } from '../words/range.js';
import type { MomentumEntry } from './momentum.query.js';

export interface KindText {
  readonly kind: Momentum;
  readonly title: string;
  /** The rule of the API in plain words. */
  readonly rule: string;
  /** Shown if no artist is of this kind. */
  readonly empty: string;
}

/** The kinds of momentum, from new discoveries to fading artists. */
export const KINDS: readonly KindText[] = [
  {
    kind: 'BREAKOUT',
    title: 'Breaking out',
    rule: 'In the 4-week list, but in neither of the longer ones. You have only just discovered them.',
    empty: 'No artist is in the 4-week list only.',
  },
  {
    kind: 'RISING',
    title: 'Rising',
    rule: 'More than 10 ranks better in the 4-week list than in the 1-year list, or not in the 1-year list at all.',
    empty: 'No artist ranks that much better now than over the year.',
  },
  {
    kind: 'STAPLE',
    title: 'Staples',
    rule: 'Around the same rank in all three lists. You keep listening to them.',
    empty: 'No artist has around the same rank in all three lists.',
  },
  {
    kind: 'FADING',
    title: 'Fading',
    rule: 'In the 1-year list, but more than 10 ranks worse in the 4-week list, or gone from it.',
    empty: 'No artist of the 1-year list has fallen that far.',
  },
];

/** The entries of one kind, in their order. */
export function filterByKind<Entry extends { readonly kind: Momentum }>(
  entries: readonly Entry[],
  kind: Momentum,
): Entry[] {
  return entries.filter((entry) => entry.kind === kind);
}

/** An artist's ranks on one day; null where they are not in the list. */
interface Ranks {
  readonly shortTermRank: number | null;
  readonly mediumTermRank: number | null;
  readonly longTermRank: number | null;
}

export type RankName = keyof Ranks;

/** The names of the lists. */
export const LABELS: Readonly<Record<RankName, string>> = {
  longTermRank: '1 year',
  mediumTermRank: '6 months',
  shortTermRank: '4 weeks',
};

/** The ranks of a group as columns, without those that no artist of it has. */
export function getColumns(entries: readonly Ranks[]): RankName[] {
  const all: RankName[] = ['longTermRank', 'mediumTermRank', 'shortTermRank'];
  return all.filter((name) => entries.some((entry) => entry[name] !== null));
}

/** How an artist moved from the 1-year list to the 4-week list, as `Movement` shows it. */
export function getMovement({ shortTermRank, longTermRank }: Ranks): {
  readonly status: EntryStatus | null;
  readonly rankChange: number | null;
  readonly isOut: boolean;
} {
  if (shortTermRank === null) return { status: null, rankChange: null, isOut: true };
  if (longTermRank === null) return { status: 'NEW_ENTRY', rankChange: null, isOut: false };
  const rankChange = longTermRank - shortTermRank;
  const status = rankChange > 0 ? 'MOVED_UP' : rankChange < 0 ? 'MOVED_DOWN' : 'NO_CHANGE';
  return { status, rankChange, isOut: false };
}

/** The colour of an entry's line and movement. Both also have a sign. */
export function getTone({
  status,
  isOut,
}: Pick<ReturnType<typeof getMovement>, 'status' | 'isOut'>): 'climbing' | 'falling' | 'steady' {
  if (isOut || status === 'MOVED_DOWN') return 'falling';
  return status === 'NO_CHANGE' ? 'steady' : 'climbing';
}

/** The entries as a table, in the order of the page. Cells are empty where an artist is not on a list. */
export function getMomentumTable(entries: readonly MomentumEntry[]): Table {
  return {
    header: ['Kind', 'Artist', ...RANGES.map(({ label }) => `Rank over ${label}`), 'Spotify'],
    rows: KINDS.flatMap(({ kind, title }) =>
      filterByKind(entries, kind).map(({ artist, shortTermRank, mediumTermRank, longTermRank }) => [
        title,
        artist.name,
        shortTermRank,
        mediumTermRank,
        longTermRank,
        artist.spotifyUrl,
      ]),
    ),
  };
}
