import { useCallback, useEffect, useState } from 'react';
import { CombinedError, useClient, type UseQueryExecute, type UseQueryState } from 'urql';
import type { TimeRange } from '../graphql/schema-words.js';
import { askCoverage, type KnownCoverage } from './ask-coverage.js';

type Coverages = ReadonlyMap<TimeRange, KnownCoverage>;

const ASKING: UseQueryState<Coverages> = { fetching: true, stale: false, hasNext: false };

/** The coverage of every range as one question, which `Answer` shows like any other. It is asked anew on every visit. */
export function useCoverage(): readonly [UseQueryState<Coverages>, UseQueryExecute] {
  const client = useClient();
  const [state, setState] = useState(ASKING);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setState((known) => ({ ...known, fetching: true }));
    askCoverage(client).then(
      (data) => isWanted && setState({ ...ASKING, fetching: false, data }),
      (error: unknown) =>
        isWanted && setState((known) => ({ ...known, fetching: false, error: combined(error) })),
    );
    return () => {
      isWanted = false;
    };
  }, [client, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return [state, again];
}

function combined(error: unknown): CombinedError {
  if (error instanceof CombinedError) return error;
  return new CombinedError({ networkError: error instanceof Error ? error : new Error(String(error)) });
}
