import { graphql, type ResultOf } from '../graphql/graphql.js';

export const EVENTS = graphql(`
  query Events($range: TimeRange, $first: Int!, $after: String) {
    chartEvents(range: $range, first: $first, after: $after) {
      nodes {
        id
        kind
        day
        range
        rank
        previousRank
        artist {
          id
          name
          imageUrl
          spotifyUrl
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export type EventsPageOfApi = NonNullable<ResultOf<typeof EVENTS>['chartEvents']>;
export type ChartEvent = EventsPageOfApi['nodes'][number];
