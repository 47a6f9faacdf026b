import { draw, keyOf } from './chance.js';
import { inventName } from './invent-name.js';
import { spotifyIdOf } from './spotify-id.js';
import { unusualNames } from './unusual-names.js';
import { genres } from './words.js';

/** An artist that does not exist, with everything an answer of the web API may say of one. */
export interface CatalogueArtist {
  /** 22 characters of base62, as Spotify's are. */
  readonly id: string;
  readonly name: string;
  readonly genres: readonly string[];
  readonly followers: number;
  readonly popularity: number;
  /** Some artists have no picture at all, some have one whose size is not told. */
  readonly images: 'sized' | 'unsized' | 'none';
}

export const catalogueSize = 400;
/** Every eleventh place from the third is a name that is hard on a client. */
const UNUSUAL_EVERY = 11;

const key = keyOf('the catalogue of invented artists');

export const catalogue: readonly CatalogueArtist[] = invent();

const places = new Map(catalogue.map((artist, place) => [artist.id, place]));

/** The artist with this id, if the catalogue has one. */
export function artistById(id: string): CatalogueArtist | undefined {
  const place = places.get(id);
  return place === undefined ? undefined : catalogue[place];
}

function invent(): CatalogueArtist[] {
  const taken = new Set<string>();
  const unusual = [...unusualNames];
  return Array.from({ length: catalogueSize }, (_, place) => {
    let name: string | undefined = place % UNUSUAL_EVERY === 2 ? unusual.shift() : undefined;
    let drawn = 0;
    while (name === undefined || taken.has(name)) name = inventName(() => draw(key, place, (drawn += 1), 1));
    taken.add(name);
    const popularity = Math.floor(1 + 79 * draw(key, place, 0, 20));
    return {
      id: spotifyIdOf(`invented artist ${place}`),
      name,
      genres: genres.filter((_genre, index) => draw(key, place, index, 21) < 0.09),
      followers: Math.floor(40 * 1.14 ** popularity * (0.5 + draw(key, place, 0, 22))),
      popularity,
      images: place % 17 === 5 ? 'none' : place % 13 === 7 ? 'unsized' : 'sized',
    };
  });
}
