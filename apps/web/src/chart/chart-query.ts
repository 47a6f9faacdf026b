import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import type { ArtistShown } from '../design/artist.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';

/** A chart, whose it is, and when the next snapshot is due. */
export const CHART = graphql(
  `
    query Chart($range: TimeRange!, $on: Date, $comparedTo: Date) {
      chart(range: $range, on: $on, comparedTo: $comparedTo) {
        day
        source
        takenAt
        depth
        turnover
        similarity
        comparedTo {
          day
          source
          depth
        }
        entries {
          rank
          previousRank
          rankChange
          status
          peakRank
          weeksOnChart
          consecutiveWeeksOnChart
          weeksAtNumberOne
          consecutiveWeeksAtNumberOne
          artist {
            ...ArtistFields
          }
        }
        dropouts {
          rank
          previousRank
          rankChange
          status
          peakRank
          weeksOnChart
          consecutiveWeeksOnChart
          weeksAtNumberOne
          consecutiveWeeksAtNumberOne
          artist {
            ...ArtistFields
          }
        }
      }
      viewer {
        id
        coverage(range: $range) {
          since
          reconstructedSince
          nextSnapshotAt
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

/** The nearest snapshots before and after a day. */
export const NEIGHBOURS = graphql(`
  query Neighbours($range: TimeRange!, $before: Date!, $after: Date!) {
    earlier: charts(range: $range, interval: DAY, to: $before, first: 1) {
      nodes {
        day
      }
    }
    later: charts(range: $range, interval: DAY, from: $after, last: 1) {
      nodes {
        day
      }
    }
  }
`);

export type ChartAnswer = ResultOf<typeof CHART>;
export type ChartData = NonNullable<ChartAnswer['chart']>;

export type ChartEntry = ChartData['entries'][number];

/** A chart entry or a dropout. Only artists of the landing page's example have no Spotify page. */
export type EntryData = Omit<ChartEntry, 'artist' | 'consecutiveWeeksOnChart'> & {
  readonly artist: ArtistShown;
};

/** A chart as far as texts describe it; the landing page's example has no more. */
export type ChartShown = Pick<ChartData, 'day' | 'depth' | 'turnover' | 'similarity'> & {
  readonly comparedTo: Omit<NonNullable<ChartData['comparedTo']>, 'source'> | null;
  readonly entries: readonly EntryData[];
  readonly dropouts: readonly EntryData[];
};
