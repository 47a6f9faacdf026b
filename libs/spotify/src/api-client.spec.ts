import { describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.js';
import { BoundedHttp, type HttpResponse } from './bounded-http.js';
import { type Cooldown, SpotifyObserver, SpotifyRateLimiter } from './ports.js';
import { RateLimitedHttp } from './rate-limited-http.js';
import { spotifyEnv } from './spotify.env.js';

class AlwaysPermitting extends SpotifyRateLimiter {
  override currentCooldown = (): Promise<Cooldown | null> => Promise.resolve(null);
  override acquire = (): Promise<Cooldown | null> => Promise.resolve(null);
  override startCooldown = (): Promise<Cooldown> =>
    Promise.resolve({ until: new Date(), secondsLeft: 1, reason: 'RATE_LIMITED' });
}

class Answering extends BoundedHttp {
  readonly urls: URL[] = [];

  constructor(
    private readonly status: number,
    private readonly json: unknown,
  ) {
    super();
  }

  override send(url: URL): Promise<HttpResponse> {
    this.urls.push(url);
    return Promise.resolve({ status: this.status, headers: {}, body: JSON.stringify(this.json) });
  }
}

const environment = spotifyEnv.parse({ SPOTIFY_CLIENT_ID: 'client', SPOTIFY_CLIENT_SECRET: 'secret' });

function client(status: number, json: unknown): { api: ApiClient; http: Answering } {
  const http = new Answering(status, json);
  const limited = new RateLimitedHttp(http, new AlwaysPermitting(), new SpotifyObserver());
  return { api: new ApiClient(limited, environment), http };
}

const lanterns = { id: '4kLmN0pQrS7tUvWxYz12Ab', name: 'Paper Lanterns' };
const guest = { id: '0aAaAaAaAaAaAaAaAaAaAa', name: 'Guest' };

describe('getTrack', () => {
  it('returns the performers and then the other artists of the album', async () => {
    const { api, http } = client(200, {
      artists: [guest, { id: null, name: 'Local file' }],
      album: { artists: [lanterns, guest] },
    });
    expect(await api.getTrack('token', 'abc')).toEqual({ artists: [guest, lanterns] });
    expect(http.urls[0]?.pathname).toBe('/v1/tracks/abc');
  });

  it.each([400, 404])('returns null for status %i', async (status) => {
    expect(await client(status, {}).api.getTrack('token', 'abc')).toBeNull();
  });

  it('does without an album, and not without artists', async () => {
    expect(await client(200, { artists: [guest], album: null }).api.getTrack('token', 'abc')).toEqual({
      artists: [guest],
    });
    await expect(client(200, { album: null }).api.getTrack('token', 'abc')).rejects.toThrow('track: artists');
  });
});

describe('getArtist', () => {
  it('returns the artist, or null for status 404', async () => {
    expect(await client(200, lanterns).api.getArtist('token', lanterns.id)).toMatchObject(lanterns);
    expect(await client(404, {}).api.getArtist('token', lanterns.id)).toBeNull();
  });

  it.each([
    [400, 'UNAVAILABLE'],
    [403, 'NOT_PERMITTED'],
    [500, 'UNAVAILABLE'],
  ])('throws for status %i', async (status, code) => {
    await expect(client(status, {}).api.getArtist('token', lanterns.id)).rejects.toMatchObject({ code });
  });
});

describe('searchArtists', () => {
  it('asks for 10 artists with the name, and drops nulls and repeated ones', async () => {
    const { api, http } = client(200, { artists: { items: [lanterns, null, lanterns, guest] } });
    const found = await api.searchArtists('token', 'Paper "Boat" Lanterns & Zoë');
    expect(found.map(({ id }) => id)).toEqual([lanterns.id, guest.id]);
    expect(Object.fromEntries(http.urls[0]?.searchParams ?? [])).toEqual({
      type: 'artist',
      limit: '10',
      q: 'artist:"Paper  Boat  Lanterns & Zoë"',
    });
  });

  it('cuts queries to Spotify’s length', async () => {
    const { api, http } = client(200, { artists: { items: [] } });
    expect(await api.searchArtists('token', 'x'.repeat(400))).toEqual([]);
    expect(http.urls[0]?.searchParams.get('q')).toHaveLength(250);
  });

  it('makes no call for a name of quotes alone', async () => {
    const { api, http } = client(200, {});
    expect([await api.searchArtists('token', '""'), http.urls]).toEqual([[], []]);
  });

  it('finds no artist by a name that Spotify cannot search', async () => {
    expect(await client(400, {}).api.searchArtists('token', 'x')).toEqual([]);
  });

  it('throws for an answer without a page', async () => {
    await expect(client(200, { artists: null }).api.searchArtists('token', 'x')).rejects.toMatchObject({
      code: 'MALFORMED_RESPONSE',
    });
  });
});
