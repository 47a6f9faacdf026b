import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { TimeRange } from '../graphql/schema-words.js';
import { isDay } from '../words/day.js';
import { rangeInAddress } from '../words/range.js';
import { changed, type Changes } from './changed.js';

/** What the address says of a page: it can be shared, and the way back works. */
export interface Address {
  /** `?range=short|medium|long`. */
  readonly range: TimeRange;
  readonly get: (name: string) => string | null;
  /** A parameter that holds a day; null where it is absent or none. */
  readonly day: (name: string) => string | null;
  /** Where a link leads that changes these parameters and keeps the others. */
  readonly with: (changes: Changes) => string;
  /** Goes there. */
  readonly go: (changes: Changes) => void;
  /** Path and query, to come back to after signing in. */
  readonly here: string;
}

export function useAddress(): Address {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const parameters = new URLSearchParams(search);
  const to = (changes: Changes): string => path + changed(search, changes);
  const go = useCallback(
    (changes: Changes) => navigate(path + changed(search, changes)),
    [navigate, path, search],
  );
  return {
    range: rangeInAddress(parameters.get('range')),
    get: (name) => parameters.get(name),
    day: (name) => [parameters.get(name)].find((value) => value !== null && isDay(value)) ?? null,
    with: to,
    go,
    here: path + changed(search, {}),
  };
}
