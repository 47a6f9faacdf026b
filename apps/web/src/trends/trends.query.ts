import { gql, type TypedDocumentNode } from 'urql';
import type { Interval, RankPoint } from '../bump-chart/series.js';
import { graphql } from '../graphql/graphql.js';
import type { TimeRange } from '../graphql/schema-words.js';

/** Who can be chosen, and for which days there is something to say. */
export const CHOICE = graphql(`
  query TrendsChoice($range: TimeRange!) {
    chart(range: $range) {
      day
      entries {
        rank
        artist {
          id
          name
          spotifyUrl
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
      }
    }
  }
`);

export interface TrendsVariables {
  readonly range: TimeRange;
  readonly interval: Interval;
  readonly from: string | null;
  readonly to: string | null;
  /** The ids of the artists: `id0`, `id1`, ... */
  readonly [id: `id${number}`]: string;
}

export interface ArtistTrend {
  readonly id: string;
  readonly name: string;
  readonly spotifyUrl: string;
  readonly rankHistory: readonly RankPoint[];
}

/** By `artist0`, `artist1`, ...; null for an artist that this listener never had. */
export type TrendsAnswer = Readonly<Record<string, ArtistTrend | null>>;

/** One question for all lines of a chart, so that they tell of the same moment: as many artists as there are lines. */
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
      rankHistory(range: $range, interval: $interval, from: $from, to: $to) { day rank observed }
    }
  `);
}
