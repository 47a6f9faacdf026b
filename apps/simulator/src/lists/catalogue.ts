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
const key = keyOf('the catalogue of invented artists');

export const catalogue: readonly CatalogueArtist[] = invent();

const byId = new Map(catalogue.map((artist) => [artist.id, artist]));

/** Returns the artist with this id, if the catalogue has one. */
export function artistById(id: string): CatalogueArtist | undefined {
  return byId.get(id);
}

function invent(): CatalogueArtist[] {
  const taken = new Set<string>();
  const unusual = [...unusualNames];
  return Array.from({ length: catalogueSize }, (_, index) => {
    let name: string | undefined = index % UNUSUAL_EVERY === 2 ? unusual.shift() : undefined;
    let drawn = 0;
    while (name === undefined || taken.has(name)) name = inventName(() => draw(key, index, (drawn += 1), 1));
    taken.add(name);
    const popularity = Math.floor(1 + 79 * draw(key, index, 0, 20));
    return {
      id: spotifyIdOf(`invented artist ${index}`),
      name,
      genres: genres.filter((_genre, genre) => draw(key, index, genre, 21) < 0.09),
      followers: Math.floor(40 * 1.14 ** popularity * (0.5 + draw(key, index, 0, 22))),
      popularity,
      images: index % 17 === 5 ? 'none' : index % 13 === 7 ? 'unsized' : 'sized',
    };
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
