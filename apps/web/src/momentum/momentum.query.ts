import { graphql, type ResultOf } from '../graphql/graphql.js';

export const MOMENTUM = graphql(`
  query Momentum($on: Date) {
    momentum(on: $on) {
      kind
      shortTermRank
      mediumTermRank
      longTermRank
      artist {
        id
        name
        imageUrl
        spotifyUrl
      }
    }
    shortTerm: chart(range: SHORT_TERM, on: $on) {
      day
    }
    mediumTerm: chart(range: MEDIUM_TERM, on: $on) {
      day
    }
    longTerm: chart(range: LONG_TERM, on: $on) {
      day
    }
  }
`);

export type MomentumEntry = NonNullable<ResultOf<typeof MOMENTUM>['momentum']>[number];
