/** The window over which Spotify computes a top list: about 4 weeks, 6 months, 1 year. */
export type TimeRange = 'SHORT_TERM' | 'MEDIUM_TERM' | 'LONG_TERM';

const PARAMETERS = {
  SHORT_TERM: 'short_term',
  MEDIUM_TERM: 'medium_term',
  LONG_TERM: 'long_term',
} as const satisfies Record<TimeRange, string>;

/** The range as Spotify spells it in `time_range`. */
export function timeRangeParameter(range: TimeRange): string {
  return PARAMETERS[range];
}
