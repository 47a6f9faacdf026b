import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';

export const MOMENTUM = graphql(
  `
    query Momentum($on: Date) {
      momentum(on: $on) {
        day
        kind
        shortTermRank
        mediumTermRank
        longTermRank
        artist {
          ...ArtistFields
        }
      }
      short: chart(range: SHORT_TERM, on: $on) {
        source
      }
      medium: chart(range: MEDIUM_TERM, on: $on) {
        source
      }
      long: chart(range: LONG_TERM, on: $on) {
        source
      }
      viewer {
        id
        coverage(range: LONG_TERM) {
          since
          reconstructedSince
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

export type MomentumEntry = NonNullable<ResultOf<typeof MOMENTUM>['momentum']>[number];
