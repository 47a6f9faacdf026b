import { describe, expect, it } from '@jest/globals';
import type { SpotifyArtist, SpotifyTrack } from '#spotify';
import { ArtistFinder } from './artist-link.job.js';

const artist = (id: string, name: string): SpotifyArtist => ({
  id,
  name,
  images: [],
  genres: null,
  popularity: null,
  spotifyUrl: `https://open.spotify.com/artist/${id}`,
});

/** Spotify with some artists, each found by every search. */
class FakeSpotify {
  readonly calls: string[] = [];

  constructor(
    private readonly artists: readonly SpotifyArtist[],
    private readonly track: SpotifyTrack | null = null,
  ) {}

  async getTrack(): Promise<SpotifyTrack | null> {
    this.calls.push('track');
    return this.track;
  }

  async searchArtists(): Promise<SpotifyArtist[]> {
    this.calls.push('search');
    return [...this.artists];
  }

  async getArtist(_listenerId: number, id: string): Promise<SpotifyArtist | null> {
    this.calls.push('artist');
    return this.artists.find((one) => one.id === id) ?? null;
  }
}

const find = (spotify: FakeSpotify, name: string, trackId: string | null = null) =>
  new ArtistFinder(spotify).find(1, { name, trackId });

describe('ArtistFinder', () => {
  it('finds the artist of the track, even if another has the same name', async () => {
    const track = {
      artists: [
        { id: 'guest', name: 'Guest' },
        { id: 'b', name: 'CAFÉ NOIR' },
      ],
    };
    const spotify = new FakeSpotify([artist('a', 'Café Noir'), artist('b', 'Café Noir')], track);
    expect(await find(spotify, 'cafe\u0301 noir', 'track')).toMatchObject({ id: 'b' });
    expect(spotify.calls).toEqual(['track', 'artist']);
  });

  it.each([
    ['has vanished', null],
    ['names others only', { artists: [{ id: 'guest', name: 'Guest' }] }],
  ])('searches if the track %s', async (_, track) => {
    const spotify = new FakeSpotify([artist('a', 'Café Noir'), artist('c', 'Café Noir Band')], track);
    expect(await find(spotify, 'Café Noir', 'track')).toMatchObject({ id: 'a' });
    expect(spotify.calls).toEqual(['track', 'search', 'artist']);
  });

  it.each([
    ['no artist has', []],
    ['only a similar one has', [artist('c', 'Café Noir Band'), artist('d', 'Cafe Noir')]],
    ['two artists have', [artist('a', 'Café Noir'), artist('b', 'café noir')]],
  ])('finds nothing for a name that %s', async (_, artists) => {
    const spotify = new FakeSpotify(artists);
    expect(await find(spotify, 'Café Noir')).toBeNull();
    expect(spotify.calls).toEqual(['search']);
  });

  it('finds nothing if the artist has vanished since', async () => {
    const spotify = new FakeSpotify([], { artists: [{ id: 'a', name: 'Café Noir' }] });
    expect(await find(spotify, 'Café Noir', 'track')).toBeNull();
  });
});
