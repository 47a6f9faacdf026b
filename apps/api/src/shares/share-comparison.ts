import { describeSimilarity } from '#cards';
import type { SnapshotSource } from '#charts';
import type { Artist } from '../artists/artists.models.js';
import { type ArtistShown, formatDay, formatPercent, showArtist } from './share-words.js';
import type { SourcedComparison } from './shared-charts.service.js';

interface Ranked {
  readonly rank: number;
  readonly artist: ArtistShown;
}

/** Two charts side by side, as the page of a share shows them. */
export interface ComparisonView {
  readonly yourDay: string;
  readonly theirDay: string;
  /** Null if there are no ranks to compare. */
  readonly similarity: { readonly figure: string; readonly text: string } | null;
  readonly common: readonly {
    readonly artist: ArtistShown;
    readonly yourRank: number;
    readonly theirRank: number;
  }[];
  /** The artists that only one side has: yours, then theirs. */
  readonly sides: readonly {
    readonly id: string;
    readonly title: string;
    readonly entries: readonly Ranked[];
  }[];
}

/** Describes a comparison for its page. Leaves out images from other hosts than Spotify's, as {@link showArtist} does. */
export function describeComparison(
  comparison: SourcedComparison,
  isAllowedImage: (url: string) => boolean,
): ComparisonView {
  const { yourDay, yourSource, theirDay, theirSource, similarity, common, onlyYours, onlyTheirs } =
    comparison;
  const show = <Entry extends { readonly artist: Artist }>(entry: Entry) => ({
    ...entry,
    artist: showArtist(entry.artist, isAllowedImage),
  });
  return {
    yourDay: describeDay(yourDay, yourSource),
    theirDay: describeDay(theirDay, theirSource),
    similarity:
      similarity === null
        ? null
        : { figure: formatPercent(similarity), text: describeSimilarity(similarity) },
    common: common.map(show),
    sides: [
      { id: 'yours', title: 'Only yours', entries: onlyYours.map(show) },
      { id: 'theirs', title: 'Only theirs', entries: onlyTheirs.map(show) },
    ],
  };
}

function describeDay(day: string, source: SnapshotSource): string {
  return source === 'RECONSTRUCTED' ? `${formatDay(day)} (reconstructed)` : formatDay(day);
}
