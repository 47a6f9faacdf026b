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
