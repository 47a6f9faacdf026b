import { useState } from 'react';
import { useQuery, type UseQueryResponse } from 'urql';
import type { ChartEventKind, TimeRange } from '../graphql/schema-words.js';
import { type ChartEvent, EVENTS, type EventsPageOfApi } from './events.query.js';

/** How many events are asked for at a time; and how many of a kind one look back is content with. */
const PAGE = 50;
const ENOUGH = 20;
/** A rare kind may not be on the next pages: after so many the reader decides whether to look on. */
const PAGES_AT_ONCE = 8;

interface Events {
  /** Of the kind, newest first, as far as has been looked. */
  readonly events: readonly ChartEvent[];
  /** The oldest day that has been looked at; null before the first answer and where nothing ever happened. */
  readonly lookedBackTo: string | null;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly answer: UseQueryResponse;
}

/** Goes through the events page by page, and on by itself while there are too few of the kind that is wanted. */
export function useEvents(range: TimeRange | null, kind: ChartEventKind | null): Events {
  const [pages, setPages] = useState<readonly EventsPageOfApi[]>([]);
  const [asked, setAsked] = useState({ events: ENOUGH, pages: PAGES_AT_ONCE });
  const after = pages.at(-1)?.pageInfo.endCursor ?? null;
  const answer = useQuery({ query: EVENTS, variables: { range, first: PAGE, after } });
  const [{ data, fetching, error }] = answer;

  const newest = data?.chartEvents ?? null;
  // Until the next page is there, urql goes on showing the one before.
  const isNew = newest !== null && newest.pageInfo.endCursor !== after;
  const all = isNew ? [...pages, newest] : pages;
  const looked = all.flatMap(({ nodes }) => nodes);
  const events = kind === null ? looked : looked.filter((event) => event.kind === kind);
  const hasMore = all.at(-1)?.pageInfo.hasNextPage ?? false;
  const isContent = events.length >= asked.events || all.length >= asked.pages;
  if (isNew && !fetching && !error && hasMore && !isContent) setPages(all);

  return {
    events,
    lookedBackTo: looked.at(-1)?.day ?? null,
    hasMore,
    more: () => {
      setAsked({ events: events.length + ENOUGH, pages: all.length + PAGES_AT_ONCE });
      if (isNew) setPages(all);
    },
    answer,
  };
}
