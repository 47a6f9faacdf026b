import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import type { RangeHistory } from './periods.js';

/** An artist and all of their daily ranks. */
export const ARTIST = graphql(
  `
    query Artist($id: ID!) {
      artist(id: $id) {
        ...ArtistFields
        short: rankHistory(range: SHORT_TERM, interval: DAY) {
          day
          rank
          observed
          source
        }
        medium: rankHistory(range: MEDIUM_TERM, interval: DAY) {
          day
          rank
          observed
          source
        }
        long: rankHistory(range: LONG_TERM, interval: DAY) {
          day
          rank
          observed
          source
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

export type ArtistData = NonNullable<ResultOf<typeof ARTIST>['artist']>;

/** The histories of the ranges that have a snapshot, from the shortest range to the longest. */
export function getHistories({ short, medium, long }: ArtistData): RangeHistory[] {
  const all: RangeHistory[] = [
    { range: 'SHORT_TERM', days: short },
    { range: 'MEDIUM_TERM', days: medium },
    { range: 'LONG_TERM', days: long },
  ];
  return all.filter(({ days }) => days.some(({ observed }) => observed));
}
