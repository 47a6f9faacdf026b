import { catalogue, type CatalogueArtist, inventArtist, inventArtists } from './catalogue.js';

/** Artists that were played in former years only. The first ones have a namesake. */
const FORMER_ARTISTS = 30;
const FORMER_NAMESAKES = 6;
/** Every fortieth artist of the top lists has a namesake, whose id differs. */
const NAMESAKE_EVERY = 40;

/** The artists of former years. They are on no top list. */
export const formerArtists: readonly CatalogueArtist[] = inventArtists('former', FORMER_ARTISTS, catalogue);

/** Whether another artist has the same name, so that only a track can tell them apart. */
export function hasNamesake(artist: CatalogueArtist): boolean {
  return namesakes.has(artist.name);
}

const named = [
  ...formerArtists.slice(0, FORMER_NAMESAKES),
  ...catalogue.filter((_, index) => index % NAMESAKE_EVERY === 19),
];
const namesakes = new Map(
  named.map((artist, index) => [artist.name, { ...inventArtist('namesake', index), name: artist.name }]),
);

/** Every artist of the simulated Spotify: those of the top lists, of former years, and their namesakes. */
export const knownArtists: readonly CatalogueArtist[] = [
  ...catalogue,
  ...formerArtists,
  ...namesakes.values(),
];

const byId = new Map(knownArtists.map((artist) => [artist.id, artist]));

/** Returns the artist with this id, if there is one. */
export function artistById(id: string): CatalogueArtist | undefined {
  return byId.get(id);
}
