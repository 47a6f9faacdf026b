import { catalogue, type CatalogueArtist, inventArtist } from './catalogue.js';

/** Artists that were played in former years only. The first ones have a namesake. */
export const FORMER_ARTISTS = 30;
const FORMER_NAMESAKES = 6;
/** Every fortieth artist of the top lists has a namesake, whose id differs. */
const NAMESAKE_EVERY = 40;

const former = invented('former', FORMER_ARTISTS);

/** The artists of former years. They are on no top list. */
export const formerArtists: readonly CatalogueArtist[] = former;

/** Whether another artist has the same name, so that only a track can tell them apart. */
export function hasNamesake(artist: CatalogueArtist): boolean {
  return namesakes.has(artist.name);
}

const named = [
  ...former.slice(0, FORMER_NAMESAKES),
  ...catalogue.filter((_, index) => index % NAMESAKE_EVERY === 19),
];
const namesakes = new Map(
  named.map((artist, index) => [artist.name, { ...inventArtist('namesake', index), name: artist.name }]),
);

/** Every artist of the simulated Spotify: those of the top lists, of former years, and their namesakes. */
export const knownArtists: readonly CatalogueArtist[] = [...catalogue, ...former, ...namesakes.values()];

const byId = new Map(knownArtists.map((artist) => [artist.id, artist]));

/** Returns the artist with this id, if there is one. */
export function artistById(id: string): CatalogueArtist | undefined {
  return byId.get(id);
}

/** Invents artists whose names differ from each other's and from the catalogue's. */
function invented(kind: string, count: number): CatalogueArtist[] {
  const taken = new Set(catalogue.map(({ name }) => name));
  return Array.from({ length: count }, (_, index) => {
    const artist = inventArtist(kind, index, taken);
    taken.add(artist.name);
    return artist;
  });
}
