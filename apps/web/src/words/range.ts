import type { TimeRange } from '../graphql/schema-words.js';

/** The ranges from the shortest to the longest, as they stand in addresses and on tabs. */
export const RANGES = [
  { range: 'SHORT_TERM', inAddress: 'short', label: '4 weeks', about: 'about the last 4 weeks' },
  { range: 'MEDIUM_TERM', inAddress: 'medium', label: '6 months', about: 'about the last 6 months' },
  { range: 'LONG_TERM', inAddress: 'long', label: '1 year', about: 'about the last year' },
] as const satisfies readonly { range: TimeRange; inAddress: string; label: string; about: string }[];

export type RangeWords = (typeof RANGES)[number];

/** The words for a range. */
export function wordsOf(range: TimeRange): RangeWords {
  return RANGES.find((each) => each.range === range) ?? RANGES[0];
}

/** The range that an address names; the shortest for any other text, or none. */
export function rangeInAddress(text: string | null): TimeRange {
  return RANGES.find(({ inAddress }) => inAddress === text)?.range ?? 'SHORT_TERM';
}
