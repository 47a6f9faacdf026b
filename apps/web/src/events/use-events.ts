import { useState } from 'react';
import { useQuery, type UseQueryResponse } from 'urql';
import { type ChartEventKind, graphql, type ResultOf, type TimeRange } from '../graphql/graphql.js';

const EVENTS = graphql(`
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

type EventPage = NonNullable<ResultOf<typeof EVENTS>['chartEvents']>;
export type ChartEvent = EventPage['nodes'][number];

const PAGE_SIZE = 50;
/** “Load earlier” loads pages until there are this many more events of the kind, or this many more pages. */
const BATCH_EVENTS = 20;
const BATCH_PAGES = 8;

interface Events {
  /** The loaded events of the kind, newest first. */
  readonly events: readonly ChartEvent[];
  /** The oldest loaded day of any kind; null if nothing is loaded. */
  readonly oldestDay: string | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly query: UseQueryResponse;
}

/** Loads events page by page until there are enough of the kind. */
export function useEvents(range: TimeRange | null, kind: ChartEventKind | null): Events {
  const [previousPages, setPreviousPages] = useState<readonly EventPage[]>([]);
  const [target, setTarget] = useState({ events: BATCH_EVENTS, pages: BATCH_PAGES });
  const after = previousPages.at(-1)?.pageInfo.endCursor ?? null;
  const query = useQuery({ query: EVENTS, variables: { range, first: PAGE_SIZE, after } });
  const [{ data, fetching, error }] = query;

  const page = data?.chartEvents ?? null;
  // urql keeps the previous page until the next one has loaded.
  const isNewPage = page !== null && page.pageInfo.endCursor !== after;
  const pages = isNewPage ? [...previousPages, page] : previousPages;
  const loaded = pages.flatMap(({ nodes }) => nodes);
  const events = kind === null ? loaded : loaded.filter((event) => event.kind === kind);
  const hasMore = pages.at(-1)?.pageInfo.hasNextPage ?? false;
  const isEnough = events.length >= target.events || pages.length >= target.pages;
  if (isNewPage && !fetching && !error && hasMore && !isEnough) setPreviousPages(pages);

  return {
    events,
    oldestDay: loaded.at(-1)?.day ?? null,
    hasMore,
    loadMore: () => {
      setTarget({ events: events.length + BATCH_EVENTS, pages: pages.length + BATCH_PAGES });
      if (isNewPage) setPreviousPages(pages);
    },
    query,
  };
}
