import { getSource, type Interval, type Series } from '../bump-chart/series.js';
import type { ArtistCard } from '../cards/artist-card.js';
import type { TimeRange } from '../graphql/graphql.js';
import type { Cell, Table } from '../share/csv.js';
import { formatDay } from '../words/days.js';
import { formatNumber, formatRank } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import { THIN_LINES } from '../words/source.js';
import { formatTimeAtNumberOne } from './artist-text.js';
import type { Ledger } from './ledger.js';
import { alignDays, type RangeHistory } from './periods.js';

interface ArtistDrawing {
  readonly artist: { readonly id: string; readonly name: string };
  /** A line for each range. */
  readonly all: readonly Series[];
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  readonly ledgers: ReadonlyMap<TimeRange, Ledger | null>;
}

/** The card of an artist: figures of the shortest range with the artist, and the ranks of all ranges. */
export function getArtistCard({ artist, all, slots, interval, ledgers }: ArtistDrawing): ArtistCard {
  const source = getSource(all);
  const [figures] = [...ledgers].flatMap(([range, ledger]) => (ledger ? [{ range, ledger }] : []));
  return {
    id: artist.id,
    name: artist.name || 'Unnamed artist',
    kicker: 'On my charts',
    footnote: [
      figures ? `From my ${getRange(figures.range).adjective} chart.` : '',
      source === 'RECONSTRUCTED' ? 'Reconstructed from my listening history.' : 'Ranked by Spotify.',
      source === 'MIXED' ? THIN_LINES : '',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    facts: figures ? getFacts(figures.ledger) : [],
    all,
    slots,
    interval,
    ranks: null,
  };
}

function getFacts(ledger: Ledger): ArtistCard['facts'] {
  return [
    { label: 'Peak', value: formatRank(ledger.peakRank) },
    { label: 'Weeks on the chart', value: formatNumber(ledger.onChart.total) },
    { label: 'At number one', value: formatTimeAtNumberOne(ledger) },
    { label: 'First on the chart', value: formatDay(ledger.entryDay, 'medium') },
  ];
}

/**
 * An artist's daily ranks: columns for each range and the source of its snapshot, the newest day on top. Cells without a
 * snapshot are empty.
 */
export function getArtistTable(histories: readonly RangeHistory[]): Table {
  const aligned = alignDays(histories);
  const labels = aligned.map(({ range }) => getRange(range).label);
  const getRow = (day: string, index: number): Cell[] => [
    day,
    ...aligned.map(({ days }) => (days[index]?.observed ? (days[index].rank ?? 'off') : null)),
    ...aligned.map(({ days }) => days[index]?.source ?? null),
  ];
  return {
    header: ['Day', ...labels, ...labels.map((label) => `Source (${label})`)],
    rows: (aligned[0]?.days ?? []).map(({ day }, index) => getRow(day, index)).toReversed(),
  };
}

/** An artist's figures: a row for each range. Cells are empty for a range whose chart never had the artist. */
export function getLedgerTable(ledgers: ArtistDrawing['ledgers']): Table {
  return {
    header: [
      'Range',
      'Rank',
      'Peak',
      'Peak on',
      'Entry',
      'Entry on',
      'Last rank',
      'Last on',
      'Weeks',
      'Weeks in a row',
      'Longest run of weeks',
      'Weeks at number one',
      'Days at number one',
    ],
    rows: [...ledgers].map(([range, ledger]) => getFigures(range, ledger)),
  };
}

function getFigures(range: TimeRange, ledger: Ledger | null): Cell[] {
  return [
    getRange(range).label,
    ledger?.rank ?? null,
    ledger?.peakRank ?? null,
    ledger?.peakDay ?? null,
    ledger?.entryRank ?? null,
    ledger?.entryDay ?? null,
    ledger?.lastRank ?? null,
    ledger?.lastDay ?? null,
    ledger?.onChart.total ?? null,
    ledger?.onChart.current ?? null,
    ledger?.onChart.longest ?? null,
    ledger?.atNumberOne.total ?? null,
    ledger?.daysAtNumberOne ?? null,
  ];
}
