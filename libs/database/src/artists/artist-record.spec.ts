import { describe, expect, it } from '@jest/globals';
import { type ArtistRecord, isSameArtist } from './artist-record.js';

const ARTIST: ArtistRecord = {
  id: 'one',
  name: 'One',
  images: [{ url: 'https://i.scdn.co/image/1', width: 640, height: 640 }],
  spotifyUrl: 'https://open.spotify.com/artist/one',
  genres: ['dream pop'],
  popularity: 50,
};
/** Other values of every field. */
const OTHERS: { readonly [Field in keyof ArtistRecord]: readonly ArtistRecord[Field][] } = {
  id: ['two'],
  name: ['Two'],
  images: [
    [],
    [{ url: 'https://i.scdn.co/image/2', width: 640, height: 640 }],
    [{ url: 'https://i.scdn.co/image/1', width: null, height: 640 }],
    [{ url: 'https://i.scdn.co/image/1', width: 640, height: 320 }],
    [...ARTIST.images, ...ARTIST.images],
  ],
  spotifyUrl: ['https://open.spotify.com/artist/two'],
  genres: [null, [], ['shoegaze'], ['dream pop', 'shoegaze']],
  popularity: [null, 51],
};

describe('isSameArtist', () => {
  it.each([ARTIST, { ...ARTIST, genres: null, popularity: null, images: [] }])(
    'says that a copy is the same: %j',
    (artist) => expect(isSameArtist(artist, structuredClone(artist))).toBe(true),
  );

  it.each(
    Object.entries(OTHERS).flatMap(([field, values]) => values.map((value) => [field, value] as const)),
  )('says that another %s is not the same: %j', (field, value) => {
    const other = { ...ARTIST, [field]: value };
    expect([isSameArtist(ARTIST, other), isSameArtist(other, ARTIST)]).toEqual([false, false]);
  });
});
