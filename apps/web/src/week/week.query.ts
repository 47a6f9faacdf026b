import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import { graphql, type ResultOf, type TimeRange } from '../graphql/graphql.js';
import { addDays } from '../words/days.js';
import type { IsoWeek } from './iso-week.js';

/** The day of the newest snapshot. */
export const NEWEST_DAY = graphql(`
  query NewestDay($range: TimeRange!) {
    chart(range: $range) {
      day
    }
  }
`);

/** The chart of a week with twelve weeks of ranks, the recorded weeks around it, and its gaps. */
export const WEEK = graphql(
  `
    query Week(
      $range: TimeRange!
      $first: Date!
      $monday: Date!
      $sunday: Date!
      $before: Date!
      $after: Date!
    ) {
      week: charts(range: $range, interval: WEEK, from: $monday, to: $sunday, first: 1) {
        nodes {
          day
          source
          comparedTo {
            day
            source
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
              rankHistory(range: $range, interval: WEEK, from: $first, to: $sunday) {
                day
                rank
                observed
                source
              }
            }
          }
          dropouts {
            rank
            previousRank
            peakRank
            weeksOnChart
            consecutiveWeeksOnChart
            weeksAtNumberOne
            artist {
              ...ArtistFields
            }
          }
        }
      }
      earlier: charts(range: $range, interval: WEEK, to: $before, first: 1) {
        nodes {
          day
        }
      }
      later: charts(range: $range, interval: WEEK, from: $after, last: 1) {
        nodes {
          day
        }
      }
      viewer {
        id
        coverage(range: $range) {
          since
          reconstructedSince
          skippedDays
          gaps(first: 7, before: $after) {
            day
            reason
          }
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

export type WeekAnswer = ResultOf<typeof WEEK>;
export type WeekChart = NonNullable<WeekAnswer['week']>['nodes'][number];
export type WeekEntry = WeekChart['entries'][number];

/** The number of weeks in a sparkline. */
export const SPARK_WEEKS = 12;

/** The variables of `WEEK`. */
export function weekVariables(range: TimeRange, { monday, sunday }: IsoWeek) {
  return {
    range,
    first: addDays(monday, -7 * (SPARK_WEEKS - 1)),
    monday,
    sunday,
    before: addDays(monday, -1),
    after: addDays(sunday, 1),
  };
}
