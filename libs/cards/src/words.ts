/** The ranges in words: as a label, as an adjective, and as a time. */
export const RANGE_WORDS = {
  SHORT_TERM: { label: '4 weeks', adjective: '4-week', period: 'about the last 4 weeks' },
  MEDIUM_TERM: { label: '6 months', adjective: '6-month', period: 'about the last 6 months' },
  LONG_TERM: { label: '1 year', adjective: '1-year', period: 'about the last year' },
} as const;

/** Describes a similarity from 0 to 1 in a sentence. */
export function describeSimilarity(similarity: number): string {
  if (similarity === 1) return 'The same artists in the same order.';
  if (similarity >= 0.9) return 'Almost the same artists in almost the same order.';
  if (similarity >= 0.7) return 'Mostly the same artists, in a different order.';
  if (similarity >= 0.4) return 'Some artists in common.';
  return similarity > 0 ? 'Few artists in common.' : 'No artists in common.';
}
