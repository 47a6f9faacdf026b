import type { TimeRange } from '../graphql/graphql.js';

/** The ranges from the shortest to the longest: their names in addresses and on tabs. */
export const RANGES = [
  {
    range: 'SHORT_TERM',
    slug: 'short',
    label: '4 weeks',
    adjective: '4-week',
    period: 'about the last 4 weeks',
  },
  {
    range: 'MEDIUM_TERM',
    slug: 'medium',
    label: '6 months',
    adjective: '6-month',
    period: 'about the last 6 months',
  },
  { range: 'LONG_TERM', slug: 'long', label: '1 year', adjective: '1-year', period: 'about the last year' },
] as const satisfies readonly {
  range: TimeRange;
  slug: string;
  label: string;
  adjective: string;
  period: string;
}[];

export type RangeText = (typeof RANGES)[number];

/** The name and label of a range. */
export function getRange(range: TimeRange): RangeText {
  return RANGES.find((each) => each.range === range) ?? RANGES[0];
}

/** The range that an address names; null for anything else. */
export function parseRange(slug: string | null): TimeRange | null {
  return RANGES.find((each) => each.slug === slug)?.range ?? null;
}
