import type { ListCard } from '#cards';
import type { TimeRange } from '../graphql/graphql.js';
import type { Table } from '../share/csv.js';
import { formatCount, formatNumber } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { Reign } from './reigns.js';
import type { YearEndEntry } from './year-end.query.js';

interface YearEnd {
  readonly year: number;
  readonly weeksCounted: number;
  readonly reconstructedWeeks: number;
  readonly entries: readonly YearEndEntry[];
}

/** The card of a year-end chart. */
export function getYearCard(
  { year, weeksCounted, reconstructedWeeks, entries }: YearEnd,
  range: TimeRange,
): ListCard {
  const [first] = entries;
  return {
    kicker: `My year-end chart · ${getRange(range).label}`,
    title: String(year),
    footnote: `Points from ${formatCount(weeksCounted, 'weekly chart')}, not plays. ${describeSource(reconstructedWeeks, weeksCounted)}`,
    lead: first ? `${formatCount(first.points, 'point')} in ${formatCount(first.weeks, 'week')}` : '',
    empty: `No top artists in ${year}`,
    entries: entries.map(({ rank, points, artist }) => ({
      rank,
      id: artist.id,
      name: artist.name || 'Unnamed artist',
      mark: { kind: 'text', text: formatNumber(points) },
    })),
  };
}

/** Says which weeks of a year-end chart are reconstructed. */
export function describeSource(reconstructed: number, all: number): string {
  if (reconstructed === 0) return 'Ranked by Spotify.';
  if (reconstructed >= all) return 'Reconstructed from my listening history.';
  return `Ranked by Spotify; ${formatCount(reconstructed, 'week')} reconstructed from my listening history.`;
}

/** The entries of a year-end chart as a table. */
export function getYearTable({ entries }: Pick<YearEnd, 'entries'>): Table {
  return {
    header: ['Rank', 'Artist', 'Points', 'Peak', 'Weeks', 'Weeks at number one', 'Spotify'],
    rows: entries.map(({ rank, artist, points, peakRank, weeks, weeksAtNumberOne }) => [
      rank,
      artist.name,
      points,
      peakRank,
      weeks,
      weeksAtNumberOne,
      artist.spotifyUrl,
    ]),
  };
}

/** The number ones of a year as a table. */
export function getReignsTable(reigns: readonly Reign[]): Table {
  return {
    header: ['From', 'To', 'Artist', 'Weeks', 'Spotify'],
    rows: reigns.map(({ artist, weeks, first, last }) => [
      first.monday,
      last.sunday,
      artist.name,
      weeks,
      artist.spotifyUrl,
    ]),
  };
}
