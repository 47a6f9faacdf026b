import { RANGE_WORDS } from '#cards';
import type { TimeRange } from '../graphql/graphql.js';

/** The ranges from the shortest to the longest: their names in addresses, and their words. */
export const RANGES = [
  { range: 'SHORT_TERM', slug: 'short', ...RANGE_WORDS.SHORT_TERM },
  { range: 'MEDIUM_TERM', slug: 'medium', ...RANGE_WORDS.MEDIUM_TERM },
  { range: 'LONG_TERM', slug: 'long', ...RANGE_WORDS.LONG_TERM },
] as const satisfies readonly ({ range: TimeRange; slug: string } & (typeof RANGE_WORDS)[TimeRange])[];

export type RangeText = (typeof RANGES)[number];

/** The name of a range in addresses, and its words. */
export function getRange(range: TimeRange): RangeText {
  return RANGES.find((each) => each.range === range) ?? RANGES[0];
}

/** The range that an address names; null for anything else. */
export function parseRange(slug: string | null): TimeRange | null {
  return RANGES.find((each) => each.slug === slug)?.range ?? null;
}
