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
      viewer {
        id
        coverage(range: LONG_TERM) {
          since
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

export type MomentumEntry = NonNullable<ResultOf<typeof MOMENTUM>['momentum']>[number];
