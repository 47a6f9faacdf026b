import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { TimeRange } from '../graphql/graphql.js';
import { isDay } from '../words/days.js';
import { parseRange } from '../words/range.js';
import { type QueryChanges, updateQuery } from './query-string.js';

/** The state that a page keeps in its address, so that links and the browser's history work. */
export interface Address {
  /** `?range=short|medium|long`; the shortest by default. */
  readonly range: TimeRange;
  readonly get: (name: string) => string | null;
  /** The calendar day in a parameter; null if there is none. */
  readonly getDay: (name: string) => string | null;
  /** A link that changes these parameters and keeps the others. */
  readonly link: (changes: QueryChanges) => string;
  readonly navigate: (changes: QueryChanges) => void;
  /** Path and query, to come back to after signing in. */
  readonly returnTo: string;
}

export function useAddress(): Address {
  const [path, goTo] = useLocation();
  const search = useSearch();
  const parameters = new URLSearchParams(search);
  const navigate = useCallback(
    (changes: QueryChanges) => goTo(path + updateQuery(search, changes)),
    [goTo, path, search],
  );
  const get = (name: string): string | null => parameters.get(name);
  return {
    range: parseRange(get('range')) ?? 'SHORT_TERM',
    get,
    getDay: (name) => {
      const value = get(name);
      return value !== null && isDay(value) ? value : null;
    },
    link: (changes) => path + updateQuery(search, changes),
    navigate,
    returnTo: path + updateQuery(search, {}),
  };
}
