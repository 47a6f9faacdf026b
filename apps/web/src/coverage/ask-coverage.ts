import type { Client } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import type { TimeRange } from '../graphql/schema-words.js';
import { RANGES } from '../words/range.js';
import type { RangeCoverage } from './account-of-days.js';

const COVERAGE = graphql(`
  query Coverage($range: TimeRange!, $before: Date) {
    viewer {
      coverage(range: $range) {
        since
        snapshotCount
        gapCount
        skippedDays
        nextSnapshotAt
        gaps(first: 100, before: $before) {
          day
          reason
        }
      }
    }
  }
`);

type Page = NonNullable<ResultOf<typeof COVERAGE>['viewer']>['coverage'];

/** What is known of the days of one range. */
export interface KnownCoverage extends RangeCoverage {
  readonly nextSnapshotAt: string | null;
}

/**
 * The coverage of every range, with all gaps, however many pages they take.
 *
 * @throws {CombinedError}
 */
export async function askCoverage(client: Client): Promise<ReadonlyMap<TimeRange, KnownCoverage>> {
  return new Map(
    await Promise.all(RANGES.map(async ({ range }) => [range, await ofRange(client, range)] as const)),
  );
}

async function ofRange(client: Client, range: TimeRange): Promise<KnownCoverage> {
  const first = await page(client, range, null);
  const gaps = [...first.gaps];
  while (gaps.length < first.gapCount) {
    const older = await page(client, range, gaps.at(-1)?.day ?? null);
    // A day may have gained a snapshot meanwhile, by an import.
    if (older.gaps.length === 0) break;
    gaps.push(...older.gaps);
  }
  return { ...first, gaps };
}

async function page(client: Client, range: TimeRange, before: string | null): Promise<Page> {
  const answer = await client
    .query(COVERAGE, { range, before }, { requestPolicy: 'network-only' })
    .toPromise();
  if (answer.error) throw answer.error;
  if (!answer.data?.viewer) throw new Error('an answer without an error has a viewer');
  return answer.data.viewer.coverage;
}
