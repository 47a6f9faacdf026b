import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';

/** A year-end chart, and who led its weekly charts; `from` and `to` come from `getWidestSpan`. */
export const YEAR_END = graphql(
  `
    query YearEnd($range: TimeRange!, $year: Int!, $first: Int!, $from: Date!, $to: Date!) {
      yearEndChart(range: $range, year: $year) {
        year
        weeksCounted
        entries(first: $first) {
          rank
          points
          peakRank
          weeks
          weeksAtNumberOne
          artist {
            ...ArtistFields
          }
        }
      }
      charts(range: $range, interval: WEEK, from: $from, to: $to, first: 56) {
        nodes {
          day
          source
          entries(first: 1) {
            artist {
              ...ArtistFields
            }
          }
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

/** The first and the newest recorded day, between which the years lie. */
export const YEARS = graphql(`
  query Years($range: TimeRange!) {
    chart(range: $range) {
      day
    }
    viewer {
      id
      coverage(range: $range) {
        since
        reconstructedSince
      }
    }
  }
`);

export type YearEndEntry = NonNullable<ResultOf<typeof YEAR_END>['yearEndChart']>['entries'][number];
