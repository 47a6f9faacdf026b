import { graphql, type ResultOf } from '../graphql/graphql.js';

/** The weekly charts lie in the ISO year and up to a week on either side of it; see `iso-year.ts`. */
export const YEAR_END = graphql(`
  query YearEnd($range: TimeRange!, $year: Int!, $first: Int!, $from: Date!, $to: Date!) {
    yearEndChart(range: $range, year: $year) {
      year
      weeksCounted
      entries(first: $first) {
        rank
        points
        peakRank
        weeks
        artist {
          id
          name
          imageUrl
          spotifyUrl
        }
      }
    }
    charts(range: $range, interval: WEEK, from: $from, to: $to, first: 56) {
      nodes {
        day
        entries(first: 1) {
          artist {
            id
            name
            imageUrl
            spotifyUrl
          }
        }
      }
    }
  }
`);

/** From when to when there is something to choose. */
export const YEARS = graphql(`
  query Years($range: TimeRange!) {
    chart(range: $range) {
      day
    }
    viewer {
      id
      coverage(range: $range) {
        since
      }
    }
  }
`);

export type YearEndEntry = NonNullable<ResultOf<typeof YEAR_END>['yearEndChart']>['entries'][number];
export type WeeklyChart = NonNullable<ResultOf<typeof YEAR_END>['charts']>['nodes'][number];
