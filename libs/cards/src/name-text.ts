const MINOR_WORDS = new Set(['the', 'a', 'an', 'of', 'and', '&']);

/** Up to two initials of a name, shown where there is no picture. */
export function getInitials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const major = words.filter((word) => !MINOR_WORDS.has(word.toLowerCase()));
  const [first = '', second = ''] = (major.length > 0 ? major : words).map(
    (word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? '',
  );
  return (first + second).toUpperCase();
}

/** A text for comparing: in lower case and without accents. */
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
