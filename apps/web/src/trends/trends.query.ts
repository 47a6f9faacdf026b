import { gql, type TypedDocumentNode } from 'urql';
import type { Interval, RankPoint } from '../bump-chart/series.js';
import { graphql, type TimeRange } from '../graphql/graphql.js';

/** The artists to choose from, on the chart of the last day shown, and the days that the history covers. */
export const CHOICE = graphql(`
  query TrendsChoice($range: TimeRange!, $on: Date) {
    newest: chart(range: $range) {
      day
    }
    chart(range: $range, on: $on) {
      entries {
        rank
        artist {
          id
          name
          spotifyUrl
          linked
        }
      }
    }
    viewer {
      id
      coverage(range: $range) {
        since
        snapshotCount
        gapCount
        skippedDays
        reconstructedSince
      }
    }
  }
`);

export interface TrendsVariables {
  readonly range: TimeRange;
  readonly interval: Interval;
  readonly from: string | null;
  readonly to: string | null;
  /** The artists' ids: `id0`, `id1`, … */
  readonly [id: `id${number}`]: string;
}

export interface ArtistTrend {
  readonly id: string;
  readonly name: string;
  readonly spotifyUrl: string;
  readonly linked: boolean;
  readonly rankHistory: readonly RankPoint[];
}

/** By `artist0`, `artist1`, …; null for an artist that was never on the listener's lists. */
export type TrendsAnswer = Readonly<Record<string, ArtistTrend | null>>;

/** One query for all lines of a chart, so that they are consistent. `artists` is their number. */
export function trendsQuery(artists: number): TypedDocumentNode<TrendsAnswer, TrendsVariables> {
  const numbers = Array.from({ length: artists }, (_, number) => number);
  return gql<TrendsAnswer, TrendsVariables>(`
    query Trends(
      ${numbers.map((number) => `$id${number}: ID!`).join(' ')}
      $range: TimeRange!, $interval: ChartInterval!, $from: Date, $to: Date
    ) {
      ${numbers.map((number) => `artist${number}: artist(id: $id${number}) { ...Trend }`).join('\n')}
    }
    fragment Trend on Artist {
      id
      name
      spotifyUrl
      linked
      rankHistory(range: $range, interval: $interval, from: $from, to: $to) { day rank observed source }
    }
  `);
}
