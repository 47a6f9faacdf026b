/** The most spellings of names in one history, and their characters. Twenty years of listening have a tenth of that. */
const LIMITS = { spellings: 200_000, characters: 16 * 1024 * 1024 };

/** The plays name more artists than the counts of one listening history hold. */
export class TooManyArtistsError extends Error {
  override readonly name = 'TooManyArtistsError';

  constructor() {
    super('The plays have too many artist names, or names that are too long in all.');
  }
}

/** Folds a name: NFC and case folding. Names with the same folded name are one artist. */
export function foldName(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

/** Compares texts by code points, as `ORDER BY … COLLATE "C"` does. (`<` compares UTF-16 units.) */
export function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one.codePointAt(index) ?? 0) - (other.codePointAt(index) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** A spelling of an artist's name. */
interface Spelling {
  readonly artist: number;
  readonly name: string;
  plays: number;
}

/** Numbers artists by their names, from 0, and counts the plays of each spelling. */
export class ArtistNames {
  readonly #spellings = new Map<string, Spelling>();
  readonly #artists = new Map<string, number>();
  readonly #limits: typeof LIMITS;
  #characters = 0;

  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  /** The number of artists. */
  get size(): number {
    return this.#artists.size;
  }

  /**
   * Counts a play by an artist of this name, and returns the artist's number. NUL and halves of surrogate pairs, which
   * databases do not store, become U+FFFD.
   *
   * @throws {TooManyArtistsError}
   */
  count(name: string): number {
    const spelling = this.#spellings.get(name) ?? this.#add(name);
    spelling.plays += 1;
    return spelling.artist;
  }

  /** Returns the folded name of each artist. */
  folded(): string[] {
    return [...this.#artists.keys()];
  }

  /** Returns the most played spelling of each artist; of several, the first in code-point order. */
  mostPlayed(): string[] {
    const best: Spelling[] = [];
    for (const spelling of this.#spellings.values()) {
      const current = best[spelling.artist];
      if (!current || isMorePlayed(spelling, current)) best[spelling.artist] = spelling;
    }
    return best.map(({ name }) => name);
  }

  #add(given: string): Spelling {
    const { spellings, characters } = this.#limits;
    this.#characters += given.length;
    if (this.#spellings.size >= spellings || this.#characters > characters) throw new TooManyArtistsError();
    const name = copyOf(given.toWellFormed().replaceAll('\0', '\uFFFD'));
    const folded = foldName(name);
    const artist = this.#artists.get(folded) ?? this.#artists.size;
    this.#artists.set(folded, artist);
    const spelling = { artist, name, plays: 0 };
    this.#spellings.set(copyOf(given), spelling);
    return spelling;
  }
}

function isMorePlayed(one: Spelling, other: Spelling): boolean {
  const difference = one.plays - other.plays;
  return difference > 0 || (difference === 0 && compareCodePoints(one.name, other.name) < 0);
}

/** Copies a text, since a slice of a large one would keep all of it in memory. */
function copyOf(text: string): string {
  return text.split('').join('');
}
