import { type CatalogueArtist, catalogue, spotifyIdOf } from './catalogue.js';
import { draw, keyOf } from './chance.js';
import { knownArtists } from './known-artists.js';
import { qualities, things } from './names.js';

/** A track of the simulated Spotify. */
export interface CatalogueTrack {
  readonly id: string;
  readonly title: string;
  readonly album: string;
  /** The artist of the album, whom Spotify's data package names. */
  readonly albumArtist: CatalogueArtist;
  /** The main artist first. Only guests for some tracks of an album. */
  readonly performers: readonly CatalogueArtist[];
  /** How long it lasts. */
  readonly milliseconds: number;
  /** Whether Spotify has removed it, so that it answers 404. */
  readonly vanished: boolean;
}

const TRACKS_PER_ARTIST = 10;
/** The numbers of the tracks with a guest beside the artist, with a guest alone, and without either: removed. */
const WITH_GUEST = 4;
const GUEST_ALONE = 7;
export const VANISHED = 9;

/** Returns all tracks of an artist, who need not exist at Spotify any more. */
export function tracksOf(artist: CatalogueArtist): CatalogueTrack[] {
  return Array.from({ length: TRACKS_PER_ARTIST }, (_, number) => trackOf(artist, number));
}

function trackOf(artist: CatalogueArtist, number: number): CatalogueTrack {
  const key = keyOf(artist.id);
  const guest = catalogue[Math.floor(draw(key, number, 2) * catalogue.length)] ?? artist;
  return {
    id: spotifyIdOf(`track ${number} of ${artist.id}`),
    title: titleOf(artist.id, number),
    album: titleOf(artist.id, 100 + Math.floor(number / 5)),
    albumArtist: artist,
    performers: number === WITH_GUEST ? [artist, guest] : number === GUEST_ALONE ? [guest] : [artist],
    milliseconds: 120_000 + Math.floor(220_000 * draw(key, number, 3)),
    vanished: number === VANISHED,
  };
}

/** Invents the title of a track or an album. */
function titleOf(artistId: string, number: number): string {
  const key = keyOf(`title ${artistId}`);
  const pick = (words: readonly string[], which: number): string =>
    words[Math.floor(draw(key, number, which) * words.length)] ?? '';
  return draw(key, number, 1) < 0.3 ? pick(things, 2) : `${pick(qualities, 2)} ${pick(things, 3)}`;
}

let byId: ReadonlyMap<string, CatalogueTrack> | undefined;

/** Returns the track with this id, if there is or was one. */
export function trackById(id: string): CatalogueTrack | undefined {
  byId ??= new Map(knownArtists.flatMap(tracksOf).map((track) => [track.id, track]));
  return byId.get(id);
}
