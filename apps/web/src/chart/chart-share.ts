import { getMark, type ListCard } from '#cards';
import type { SnapshotSource, TimeRange } from '../graphql/graphql.js';
import type { Cell, Table } from '../share/csv.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import { describeRanking } from '../words/source.js';
import type { ChartEntry } from './chart-query.js';
import { describeReign } from './chart-text.js';

/** What a table says about an artist of the chart, or about a drop-out. */
type ExportedArtist = Pick<
  ChartEntry,
  'previousRank' | 'peakRank' | 'weeksOnChart' | 'consecutiveWeeksOnChart' | 'weeksAtNumberOne'
> & {
  readonly artist: Pick<ChartEntry['artist'], 'name' | 'spotifyUrl'>;
};

/** What cards and tables say about a chart. */
interface ExportedChart {
  readonly day: string;
  readonly source: SnapshotSource;
  readonly entries: readonly (Omit<ChartEntry, 'artist'> & {
    readonly artist: Pick<ChartEntry['artist'], 'id' | 'name' | 'spotifyUrl'>;
  })[];
  readonly dropouts: readonly ExportedArtist[];
}

/** The card of a chart. */
export function getChartCard(
  { day, source, entries }: Omit<ExportedChart, 'dropouts'>,
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

/** The entries of a chart as a table, then its drop-outs, which have no rank. */
export function getChartTable({ source, entries, dropouts }: Omit<ExportedChart, 'day'>): Table {
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

function getChartRow(entry: ExportedArtist, rank: Cell, status: Cell): Cell[] {
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
