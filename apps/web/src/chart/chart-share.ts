import type { ListCard, Mark } from '#cards';
import type { SnapshotSource, TimeRange } from '../graphql/graphql.js';
import type { Cell, Table } from '../share/csv.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import { describeRanking } from '../words/source.js';
import type { ChartEntry } from './chart-query.js';
import { describeReign } from './chart-text.js';

/** An artist of the baseline who is not on the chart. */
type SharedDropout = Pick<
  ChartEntry,
  'previousRank' | 'peakRank' | 'weeksOnChart' | 'consecutiveWeeksOnChart' | 'weeksAtNumberOne'
> & {
  readonly artist: Pick<ChartEntry['artist'], 'name' | 'spotifyUrl'>;
};

/** A chart, or the chart of a week, as far as cards and tables have it. */
interface SharedChart {
  readonly day: string;
  readonly source: SnapshotSource;
  readonly entries: readonly (Omit<ChartEntry, 'artist'> & {
    readonly artist: Pick<ChartEntry['artist'], 'id' | 'name' | 'spotifyUrl'>;
  })[];
  readonly dropouts: readonly SharedDropout[];
}

/** The card of a chart. */
export function getChartCard(
  { day, source, entries }: Omit<SharedChart, 'dropouts'>,
  range: TimeRange,
): ListCard {
  const [first] = entries;
  return {
    kicker: `My chart · ${getRange(range).label}`,
    title: formatDay(day),
    footnote: describeRanking(source, range),
    lead: first ? describeReign(first) : '',
    empty: 'No top artists yet',
    entries: entries.map((entry, index) => ({
      rank: entry.rank ?? index + 1,
      id: entry.artist.id,
      name: entry.artist.name || 'Unnamed artist',
      mark: getMark(entry),
    })),
  };
}

/** How an entry moved, as pictures show it. */
export function getMark({ status, rankChange }: Pick<ChartEntry, 'status' | 'rankChange'>): Mark {
  const places = Math.abs(rankChange ?? 0);
  switch (status) {
    case 'MOVED_UP':
      return { kind: 'up', places };
    case 'MOVED_DOWN':
      return { kind: 'down', places };
    case 'NEW_ENTRY':
      return { kind: 'highlight', text: 'new' };
    case 'RE_ENTRY':
      return { kind: 'highlight', text: 'back' };
    case 'NO_CHANGE':
      return { kind: 'text', text: '=' };
    case null:
      return { kind: 'text', text: '' };
  }
}

/** The entries of a chart as a table, then its drop-outs, which have no rank. */
export function getChartTable({ source, entries, dropouts }: Omit<SharedChart, 'day'>): Table {
  const onChart = entries.map((entry) => [...getChartRow(entry, entry.rank, entry.status), source]);
  const out = dropouts.map((dropout) => [...getChartRow(dropout, null, 'DROP_OUT'), source]);
  return {
    header: [
      'Rank',
      'Artist',
      'Previous rank',
      'Status',
      'Peak',
      'Weeks',
      'Weeks in a row',
      'Weeks at number one',
      'Spotify',
      'Source',
    ],
    rows: [...onChart, ...out],
  };
}

function getChartRow(entry: SharedDropout, rank: Cell, status: Cell): Cell[] {
  return [
    rank,
    entry.artist.name,
    entry.previousRank,
    status,
    entry.peakRank,
    entry.weeksOnChart,
    entry.consecutiveWeeksOnChart,
    entry.weeksAtNumberOne,
    entry.artist.spotifyUrl,
  ];
}

/** Spotify's current list as a table, while there is no chart. */
export function getTopListTable(
  entries: readonly {
    readonly rank: number;
    readonly artist: Pick<ChartEntry['artist'], 'name' | 'spotifyUrl'>;
  }[],
): Table {
  return {
    header: ['Rank', 'Artist', 'Spotify'],
    rows: entries.map(({ rank, artist }) => [rank, artist.name, artist.spotifyUrl]),
  };
}
