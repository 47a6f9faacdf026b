import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import { useState } from 'react';
import { useQuery, type UseQueryResponse } from 'urql';
import { type ChartEventKind, graphql, type ResultOf, type TimeRange } from '../graphql/graphql.js';

/** Events of any ranges and kinds, newest first. */
export const EVENTS = graphql(
  `
    query Events($range: TimeRange, $kinds: [ChartEventKind!], $first: Int!, $after: String) {
      chartEvents(range: $range, kinds: $kinds, first: $first, after: $after) {
        nodes {
          id
          kind
          day
          range
          rank
          previousRank
          artist {
            ...ArtistFields
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

type EventPage = NonNullable<ResultOf<typeof EVENTS>['chartEvents']>;
export type ChartEvent = EventPage['nodes'][number];

const PAGE_SIZE = 50;

/** The variables of `EVENTS` for a page of events; `after` is null for the first. */
export function eventVariables(range: TimeRange | null, kind: ChartEventKind | null, after: string | null) {
  return { range, kinds: kind && [kind], first: PAGE_SIZE, after };
}

interface Events {
  /** The loaded events, newest first. */
  readonly events: readonly ChartEvent[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly query: UseQueryResponse;
}

/** Loads events page by page. */
export function useEvents(range: TimeRange | null, kind: ChartEventKind | null): Events {
  const [previousPages, setPreviousPages] = useState<readonly EventPage[]>([]);
  const after = previousPages.at(-1)?.pageInfo.endCursor ?? null;
  const query = useQuery({ query: EVENTS, variables: eventVariables(range, kind, after) });
  const page = query[0].data?.chartEvents ?? null;
  // urql keeps the previous page until the next one has loaded.
  const isNewPage = page !== null && page.pageInfo.endCursor !== after;
  const pages = isNewPage ? [...previousPages, page] : previousPages;
  return {
    events: pages.flatMap(({ nodes }) => nodes),
    hasMore: pages.at(-1)?.pageInfo.hasNextPage ?? false,
    loadMore: () => isNewPage && setPreviousPages(pages),
    query,
  };
}
