import { draw, keyOf } from './chance.js';
import { inventName, unusualNames, genres } from './names.js';
import { createHash } from 'node:crypto';

/** An invented artist, with all fields that the web API can return. */
export interface CatalogueArtist {
  /** 22 characters of base62, like Spotify's ids. */
  readonly id: string;
  readonly name: string;
  readonly genres: readonly string[];
  readonly followers: number;
  readonly popularity: number;
  /** Some artists have no picture, and some have one of unknown size. */
  readonly images: 'sized' | 'unsized' | 'none';
}

export const catalogueSize = 400;
/** Every eleventh artist from the third has an unusual name. */
const UNUSUAL_EVERY = 11;

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const catalogueKey = keyOf('the catalogue of invented artists');

export const catalogue: readonly CatalogueArtist[] = invent();

function invent(): CatalogueArtist[] {
  const taken = new Set<string>();
  const unusual = [...unusualNames];
  return Array.from({ length: catalogueSize }, (_, index) => {
    const name = index % UNUSUAL_EVERY === 2 ? unusual.shift() : undefined;
    const artist = inventArtist('invented', index, taken, name);
    taken.add(artist.name);
    return artist;
  });
}

/**
 * Invents an artist. The same kind and index always give the same artist.
 *
 * @param taken names that the artist must not have
 * @param name the artist's name; invented by default
 */
export function inventArtist(
  kind: string,
  index: number,
  taken: ReadonlySet<string> = new Set(),
  name?: string,
): CatalogueArtist {
  const key = kind === 'invented' ? catalogueKey : keyOf(`${kind} artists`);
  let invented = name;
  let drawn = 0;
  while (invented === undefined || taken.has(invented)) {
    invented = inventName(() => draw(key, index, (drawn += 1), 1));
  }
  const popularity = Math.floor(1 + 79 * draw(key, index, 0, 20));
  return {
    id: spotifyIdOf(`${kind} artist ${index}`),
    name: invented,
    genres: genres.filter((_genre, genre) => draw(key, index, genre, 21) < 0.09),
    followers: Math.floor(40 * 1.14 ** popularity * (0.5 + draw(key, index, 0, 22))),
    popularity,
    images: index % 17 === 5 ? 'none' : index % 13 === 7 ? 'unsized' : 'sized',
  };
}

/** Invents artists whose names differ from each other's and from those of `others`. */
export function inventArtists(
  kind: string,
  count: number,
  others: readonly CatalogueArtist[],
): CatalogueArtist[] {
  const taken = new Set(others.map(({ name }) => name));
  return Array.from({ length: count }, (_, index) => {
    const artist = inventArtist(kind, index, taken);
    taken.add(artist.name);
    return artist;
  });
}

/** Derives an id in Spotify's form from a text: 128 bits in base62, 22 characters. */
export function spotifyIdOf(text: string): string {
  let bits = BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
  let id = '';
  while (id.length < 22) {
    id = BASE62.charAt(Number(bits % 62n)) + id;
    bits /= 62n;
  }
  return id;
}
