import { graphql, type ResultOf } from '../graphql/graphql.js';

export const MOMENTUM = graphql(`
  query Momentum($on: Date) {
    momentum(on: $on) {
      day
      kind
      shortTermRank
      mediumTermRank
      longTermRank
      artist {
        id
        name
        imageUrl
        images {
          url
          width
        }
        spotifyUrl
      }
    }
    viewer {
      id
      coverage(range: LONG_TERM) {
        since
      }
    }
  }
`);

export type MomentumEntry = NonNullable<ResultOf<typeof MOMENTUM>['momentum']>[number];
