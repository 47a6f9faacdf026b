/** Where a name contains what is searched for. The smaller, the better. */
const [NAME_PREFIX, WORD_PREFIX, SUBSTRING] = [0, 1, 2];

/** The part of a name that sorts it, in characters, so that cursors stay short. */
const SORTED_CHARACTERS = 100;

/** A position in the results of a search, whether or not there is an artist. */
export interface SearchPosition {
  readonly match: number;
  /** The folded name, cut. */
  readonly name: string;
  readonly id: string;
}

/** An artist that a search found, and where it is in the results. */
export interface FoundArtist {
  readonly key: number;
  readonly position: SearchPosition;
}

/** Letters that Unicode does not decompose; apostrophes, quotation marks and hyphens as phones and editors type them. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  þ: 'th',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '–': '-',
  '—': '-',
};
/** Characters that show nothing, such as marks of direction and zero-width spaces. */
const INVISIBLE = /\p{Cf}/gu;
const ACCENTS = /[\u0300-\u036f]/g;
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
const ASCII = /^[!-~]+(?: [!-~]+)*$/;

/** Returns a text without accents and case, and with single spaces. Marks of scripts that need them stay. */
export function foldForSearch(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return (
    text
      .replaceAll(INVISIBLE, '')
      .normalize('NFKD')
      .replaceAll(ACCENTS, '')
      // ẞ has a small letter only, ß a pair of capitals: all three become ss.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replaceAll(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter)
      .replaceAll(/\s+/g, ' ')
      .trim()
  );
}

/**
 * Finds artists whose names contain a text, best match first: at the beginning of the name, then at the beginning of a
 * word, then anywhere. Equal matches are sorted by folded name, then by id, both by code units.
 *
 * @param search an empty text finds all artists
 */
export function searchArtists(
  artists: readonly { readonly key: number; readonly id: string; readonly name: string }[],
  search: string,
): FoundArtist[] {
  const wanted = foldForSearch(search);
  const found: FoundArtist[] = [];
  for (const { key, id, name } of artists) {
    const folded = foldForSearch(name);
    const match = matchIn(folded, wanted);
    if (match === null) continue;
    found.push({ key, position: { match, name: folded.slice(0, SORTED_CHARACTERS).toWellFormed(), id } });
  }
  return found.sort(({ position }, other) => comparePositions(position, other.position));
}

/** Negative if the first position comes before the other. */
export function comparePositions(one: SearchPosition, other: SearchPosition): number {
  return one.match - other.match || compareTexts(one.name, other.name) || compareTexts(one.id, other.id);
}

/** Encodes a position. It stays valid when its artist is gone. */
export function encodeCursor({ match, id, name }: SearchPosition): string {
  return Buffer.from(`${match}/${id}/${name}`).toString('base64url');
}

/** Decodes a cursor; null for any other text. */
export function decodeCursor(cursor: string): SearchPosition | null {
  const decoded = Buffer.from(cursor, 'base64url').toString();
  const [, match, id, name] = /^([012])\/([^/]{1,100})\/(.{0,100})$/s.exec(decoded) ?? [];
  if (match === undefined || id === undefined || name === undefined) return null;
  return { match: Number(match), id, name };
}

/** Returns how a folded name matches; null if it does not. */
function matchIn(name: string, wanted: string): number | null {
  const first = name.indexOf(wanted);
  if (first <= 0) return first === 0 ? NAME_PREFIX : null;
  for (let at = first; at !== -1; at = name.indexOf(wanted, at + 1)) {
    if (!/[\p{L}\p{M}\p{N}]/u.test(name.charAt(at - 1))) return WORD_PREFIX;
  }
  return SUBSTRING;
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
