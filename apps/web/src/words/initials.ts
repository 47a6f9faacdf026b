const MINOR = new Set(['the', 'a', 'an', 'of', 'and', '&']);

/** Up to two letters that stand for a name where there is no picture. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = words.filter((word) => !MINOR.has(word.toLowerCase()));
  const [first = '', second = ''] = (telling.length > 0 ? telling : words).map(
    (word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? '',
  );
  return (first + second).toUpperCase();
}
