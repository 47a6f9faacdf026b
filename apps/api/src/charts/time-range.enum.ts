import { registerEnumType } from '@nestjs/graphql';

/** The window over which Spotify computes a top list. */
export enum TimeRange {
  SHORT_TERM = 'SHORT_TERM',
  MEDIUM_TERM = 'MEDIUM_TERM',
  LONG_TERM = 'LONG_TERM',
}

registerEnumType(TimeRange, {
  name: 'TimeRange',
  description: 'The window of listening over which Spotify computes a top list.',
  valuesMap: {
    SHORT_TERM: { description: 'About the last 4 weeks.' },
    MEDIUM_TERM: { description: 'About the last 6 months.' },
    LONG_TERM: { description: 'About the last year.' },
  },
});
