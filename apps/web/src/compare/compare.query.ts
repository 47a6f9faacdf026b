import { graphql, type ResultOf } from '../graphql/graphql.js';

/** The charts of two days, and how they differ. */
export const COMPARE = graphql(`
  query Compare($range: TimeRange!, $on: Date, $comparedTo: Date) {
    chart(range: $range, on: $on, comparedTo: $comparedTo) {
      day
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
        }
      }
      dropouts {
        artist {
          id
        }
      }
      comparedTo {
        day
        entries {
          rank
          artist {
            id
            name
            spotifyUrl
          }
        }
      }
    }
    viewer {
      coverage(range: $range) {
        since
      }
    }
  }
`);

export type ChartAnswer = NonNullable<ResultOf<typeof COMPARE>['chart']>;

/** A chart with its baseline. */
export type ComparedCharts = ChartAnswer & { readonly comparedTo: NonNullable<ChartAnswer['comparedTo']> };
export type ComparedArtist = ChartAnswer['entries'][number]['artist'];
