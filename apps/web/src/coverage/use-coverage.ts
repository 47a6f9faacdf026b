import { useCallback, useEffect, useState } from 'react';
import { type Client, CombinedError, useClient, type UseQueryExecute, type UseQueryState } from 'urql';
import { graphql, type ResultOf, type TimeRange } from '../graphql/graphql.js';
import { RANGES } from '../words/range.js';
import type { RangeCoverage } from './compute-coverage.js';

/** The coverage of one range, with up to 100 gaps before a day. */
export const COVERAGE = graphql(`
  query Coverage($range: TimeRange!, $before: Date) {
    viewer {
      coverage(range: $range) {
        since
        snapshotCount
        gapCount
        skippedDays
        nextSnapshotAt
        reconstructedCount
        reconstructedSince
        gaps(first: 100, before: $before) {
          day
          reason
        }
      }
    }
  }
`);

/** The source of each day. It is that of the snapshot, so any artist's history has it. */
const SOURCES = graphql(`
  query CoverageSources($range: TimeRange!, $from: Date, $to: Date) {
    artists(first: 1) {
      nodes {
        rankHistory(range: $range, interval: DAY, from: $from, to: $to) {
          day
          source
        }
      }
    }
  }
`);

type CoveragePage = NonNullable<ResultOf<typeof COVERAGE>['viewer']>['coverage'];

/** The coverage of one range with all of its gaps. */
export interface LoadedCoverage extends RangeCoverage {
  readonly nextSnapshotAt: string | null;
  readonly reconstructedCount: number;
}

type Coverages = ReadonlyMap<TimeRange, LoadedCoverage>;

const FETCHING: UseQueryState<Coverages> = { fetching: true, stale: false, hasNext: false };

/** Loads the coverage of one range, or of all if it is null, on every visit, in the form of a urql query. */
export function useCoverage(range: TimeRange | null): readonly [UseQueryState<Coverages>, UseQueryExecute] {
  const client = useClient();
  const [state, setState] = useState(FETCHING);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setState((before) => ({ ...before, fetching: true }));
    loadCoverage(client, range).then(
      (data) => isCurrent && setState({ ...FETCHING, fetching: false, data }),
      (error: unknown) =>
        isCurrent && setState((before) => ({ ...before, fetching: false, error: toCombinedError(error) })),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, range, round]);
  const refetch = useCallback(() => setRound((before) => before + 1), []);
  return [state, refetch];
}

/** @throws {CombinedError} */
async function loadCoverage(client: Client, only: TimeRange | null): Promise<Coverages> {
  const ranges = RANGES.filter(({ range }) => only === null || range === only);
  return new Map(
    await Promise.all(ranges.map(async ({ range }) => [range, await loadRange(client, range)] as const)),
  );
}

async function loadRange(client: Client, range: TimeRange): Promise<LoadedCoverage> {
  const first = await loadPage(client, range, null);
  const gaps = [...first.gaps];
  while (gaps.length < first.gapCount) {
    const older = await loadPage(client, range, gaps.at(-1)?.day ?? null);
    // An import may have filled gaps since the first page.
    if (older.gaps.length === 0) break;
    gaps.push(...older.gaps);
  }
  return { ...first, gaps, reconstructedDays: await loadReconstructedDays(client, range, first) };
}

async function loadReconstructedDays(
  client: Client,
  range: TimeRange,
  { reconstructedSince, since }: CoveragePage,
): Promise<string[]> {
  if (reconstructedSince === null) return [];
  const variables = { range, from: reconstructedSince, to: since };
  const { data, error } = await client
    .query(SOURCES, variables, { requestPolicy: 'network-only' })
    .toPromise();
  if (error) throw error;
  const days = data?.artists?.nodes[0]?.rankHistory ?? [];
  return days.flatMap(({ day, source }) => (source === 'RECONSTRUCTED' ? day : []));
}

async function loadPage(client: Client, range: TimeRange, before: string | null): Promise<CoveragePage> {
  const { data, error } = await client
    .query(COVERAGE, { range, before }, { requestPolicy: 'network-only' })
    .toPromise();
  if (error) throw error;
  if (!data?.viewer) throw new Error('The API answered without a viewer and without an error.');
  return data.viewer.coverage;
}

function toCombinedError(error: unknown): CombinedError {
  if (error instanceof CombinedError) return error;
  return new CombinedError({ networkError: error instanceof Error ? error : new Error(String(error)) });
}
