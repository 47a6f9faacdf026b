import { graphql, type ResultOf } from '../graphql/graphql.js';

/** The charts of two days, and how they differ. */
export const COMPARE = graphql(`
  query Compare($range: TimeRange!, $on: Date, $comparedTo: Date) {
    chart(range: $range, on: $on, comparedTo: $comparedTo) {
      day
      source
      turnover
      similarity
      entries {
        rank
        previousRank
        rankChange
        status
        artist {
          id
          name
          spotifyUrl
          linked
        }
      }
      dropouts {
        artist {
          id
        }
      }
      comparedTo {
        day
        source
        entries {
          rank
          artist {
            id
            name
            spotifyUrl
            linked
          }
        }
      }
    }
    viewer {
      coverage(range: $range) {
        since
        reconstructedSince
      }
    }
  }
`);

export type ChartAnswer = NonNullable<ResultOf<typeof COMPARE>['chart']>;

/** A chart with its baseline. */
export type ComparedCharts = ChartAnswer & { readonly comparedTo: NonNullable<ChartAnswer['comparedTo']> };
export type ComparedArtist = ChartAnswer['entries'][number]['artist'];
