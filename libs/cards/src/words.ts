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

const MINOR_WORDS = new Set(['the', 'a', 'an', 'of', 'and', '&']);

/** Returns up to two initials of a name, shown where there is no picture. */
export function getInitials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const major = words.filter((word) => !MINOR_WORDS.has(word.toLowerCase()));
  const [first = '', second = ''] = (major.length > 0 ? major : words).map(
    (word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? '',
  );
  return (first + second).toUpperCase();
}

/** Folds a text for comparing: to lower case, without accents. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Characters that change the direction of the text after them. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Invisible characters that have a direction. */
const MARKS = /[\u061c\u200e\u200f]/g;

/** Removes characters that would change the direction of the text around them. */
export function withoutDirections(text: string): string {
  return text.replace(DIRECTIONS, '').replace(MARKS, '');
}

/** Keeps the order of the text around a name that is written from right to left, or that changes directions. */
export function isolate(text: string): string {
  const plain = text.replace(DIRECTIONS, '');
  return plain === text && !/[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text)
    ? text
    : `\u2068${plain}\u2069`;
}
