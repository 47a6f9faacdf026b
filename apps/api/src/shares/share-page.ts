import { RANGE_WORDS, withoutDirections } from '#cards';
import { daysBetween, type SnapshotSource } from '#charts';
import type { TimeRange } from '../charts/chart.enums.js';
import type { ChartEntry } from '../charts/chart.models.js';
import {
  type ArtistShown,
  describeMovement,
  describeRanking,
  describeReign,
  formatDay,
  formatNearDay,
  type MovementWords,
  showArtist,
} from './share-words.js';
import { describeTally, listMovers, type MoverList } from './share-movers.js';

/** What the head of a share's pages is made from. */
interface ShareWords {
  readonly range: TimeRange;
  readonly title: string | null;
  /** Null unless the share shows it. */
  readonly listenerName: string | null;
}

/** The chart of a share, with its artists. */
export interface SharedEntries {
  readonly day: string;
  readonly source: SnapshotSource;
  readonly comparedTo: { readonly day: string; readonly source: SnapshotSource } | null;
  readonly entries: readonly ChartEntry[];
  readonly dropouts: readonly ChartEntry[];
}

/** The head of a share's pages. */
export interface ShareHead {
  readonly title: string;
  /** Whose chart it is; null if the share does not say, or the title does. */
  readonly byline: string | null;
  /** The range, such as `4 weeks`. */
  readonly range: string;
}

/** A row of the full chart. */
interface Row {
  readonly rank: number | null;
  /** Null without a baseline. */
  readonly movement: MovementWords | null;
  readonly artist: ArtistShown;
  readonly previousRank: number | string;
  readonly peak: number;
  readonly weeks: number;
}

/** A chart as the page of a share shows it. */
export interface SharedChartView {
  readonly day: { readonly iso: string; readonly text: string };
  /** Says that the chart, or the one that it is compared with, is reconstructed. Null if neither is. */
  readonly reconstructed: string | null;
  /** Who ranked it, and what it is compared with. */
  readonly about: string;
  /** The day of the baseline; null without one. */
  readonly since: string | null;
  readonly previousLabel: string;
  /** Null for an empty chart. */
  readonly numberOne: {
    readonly artist: ArtistShown;
    readonly alt: string;
    /** Whether the name needs a smaller font. */
    readonly isLong: boolean;
    readonly reign: string | null;
  } | null;
  readonly rows: readonly Row[];
  readonly movers: readonly MoverList[];
  /** The counts of the movers in one line. Empty if no artist moved. */
  readonly tally: string;
}

/** Describes a share: its title, whose chart it shows, and of which range. */
export function describeShare({ title, listenerName, range }: ShareWords): ShareHead {
  const owner = listenerName === null ? null : `${withoutDirections(listenerName)}’s chart`;
  return {
    title: title === null ? (owner ?? 'Top artists') : withoutDirections(title),
    byline: title === null ? null : owner,
    range: RANGE_WORDS[range].label,
  };
}

/** Describes a chart for the page of its share. Leaves out images from other hosts than Spotify's, as {@link showArtist} does. */
export function describeChart(
  { day, source, comparedTo, entries, dropouts }: SharedEntries,
  range: TimeRange,
  isAllowedImage: (url: string) => boolean,
): SharedChartView {
  const show = ({ artist }: ChartEntry): ArtistShown => showArtist(artist, isAllowedImage);
  const [first] = entries;
  const movers = listMovers(entries, dropouts, show);
  const isWeek = comparedTo !== null && daysBetween(comparedTo.day, day) === 7;
  const since = comparedTo && formatNearDay(comparedTo.day, day);
  return {
    day: { iso: day, text: formatDay(day) },
    reconstructed: describeSources(source, comparedTo?.source ?? null),
    about: `${describeRanking(source, range)} ${describeBaseline(since, isWeek)}`,
    since,
    previousLabel: isWeek ? 'Last week' : 'Before',
    numberOne: first ? describeNumberOne(show(first), comparedTo && describeReign(first)) : null,
    rows: entries.map((entry) => ({
      rank: entry.rank,
      movement: comparedTo && describeMovement(entry.status, entry.rankChange),
      artist: show(entry),
      previousRank: entry.previousRank ?? '–',
      peak: entry.peakRank,
      weeks: entry.weeksOnChart,
    })),
    movers,
    tally: describeTally(movers),
  };
}

/** Longer names get a smaller font. */
const LONG_NAME = 26;

function describeNumberOne(artist: ArtistShown, reign: string | null): SharedChartView['numberOne'] {
  return { artist, alt: `Picture of ${artist.name}`, isLong: artist.name.length > LONG_NAME, reign };
}

function describeSources(source: SnapshotSource, baseline: SnapshotSource | null): string | null {
  if (source === 'RECONSTRUCTED')
    return 'Reconstructed from an imported listening history, not recorded from Spotify.';
  return baseline === 'RECONSTRUCTED'
    ? 'Compared with a chart that is reconstructed from an imported listening history. Some changes come from that.'
    : null;
}

function describeBaseline(since: string | null, isWeek: boolean): string {
  if (since === null) return 'This is the first chart, so there is nothing to compare it with.';
  return isWeek ? `Compared with a week earlier (${since}).` : `Compared with ${since}.`;
}

/** The picture and the text that other sites show for a link. */
export interface LinkPreview {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** Null if there is no chart to draw. */
  readonly image: string | null;
  readonly imageAlt: string | null;
}

/** How many artists a preview names. */
const MAX_PREVIEWED = 3;

/**
 * Describes what other sites show for a link.
 *
 * @param url the public address of the share's page
 */
export function describePreview(url: string, head: ShareHead, chart: SharedChartView | null): LinkPreview {
  const title = `${head.title} · ${head.range}`;
  if (!chart?.numberOne)
    return { url, title, description: 'A chart recorded by Headliner.', image: null, imageAlt: null };
  const names = chart.rows.slice(0, MAX_PREVIEWED).map(({ rank, artist }) => `${rank}. ${artist.name}`);
  return {
    url,
    title,
    description: `${chart.day.text}: ${names.join(', ')}`,
    image: `${url}/card.png`,
    imageAlt: `Number one: ${chart.numberOne.artist.name}. ${chart.day.text}, ${head.range}.`,
  };
}
