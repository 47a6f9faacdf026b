import { Inject, Injectable } from '@nestjs/common';
import type { HttpResponse } from './bounded-http.js';
import {
  MalformedResponseError,
  type MissingPermission,
  NotPermittedError,
  type SpotifyError,
  UnauthorizedError,
  UnavailableError,
} from './errors.js';
import type { Endpoint } from './ports.js';
import { RateLimitedHttp, readJson } from './rate-limited-http.js';
import {
  artist,
  artistSearch,
  profile,
  type SpotifyArtist,
  type SpotifyProfile,
  type SpotifyTrack,
  type TimeRange,
  type TopArtistsPage,
  topArtistsPage,
  track,
} from './schemas.js';
import { SPOTIFY_ENVIRONMENT, type SpotifyEnvironment } from './spotify.env.js';

/** Spotify's maximum page size. */
const PAGE_SIZE = 50;

/** Spotify's maximum number of results of a search, and its maximum length of a query. */
const SEARCH_LIMIT = 10;
const MAX_QUERY = 250;

/** A top list from Spotify. */
export interface TopArtists {
  /** In rank order, without duplicates. */
  readonly artists: readonly SpotifyArtist[];
  /** Whether Spotify had no more artists. */
  readonly complete: boolean;
}

/**
 * Spotify's web API.
 *
 * @throws the errors of {@link RateLimitedHttp.send}, {@link NotPermittedError}, and {@link UnauthorizedError}, after which
 *   the caller refreshes the access token and retries
 */
@Injectable()
export class ApiClient {
  constructor(
    private readonly http: RateLimitedHttp,
    @Inject(SPOTIFY_ENVIRONMENT) private readonly environment: SpotifyEnvironment,
  ) {}

  /** Gets the profile of the token's listener. */
  async getProfile(accessToken: string): Promise<SpotifyProfile> {
    return readJson(profile, await this.get('me', this.address('/v1/me'), accessToken), 'profile');
  }

  /**
   * Gets a top list page by page, until it has `depth` artists or Spotify has no more. Pages can shift between calls, so
   * repeated artists are dropped.
   *
   * @param depth 1 or more
   * @throws {MalformedResponseError} also for a next page at another address, which is not requested
   */
  async getTopArtists(accessToken: string, range: TimeRange, depth: number): Promise<TopArtists> {
    const byId = new Map<string, SpotifyArtist>();
    let page: URL | null = this.address('/v1/me/top/artists');
    page.searchParams.set('time_range', range.toLowerCase());
    page.searchParams.set('limit', String(Math.min(PAGE_SIZE, depth)));
    // Shifting pages can repeat artists, so one page more than necessary is requested.
    for (let pages = 0; page && byId.size < depth && pages <= Math.ceil(depth / PAGE_SIZE); pages += 1) {
      const body = await this.get('top-artists', page, accessToken);
      const { items, next }: TopArtistsPage = readJson(topArtistsPage, body, 'top artists');
      for (const one of items) if (!byId.has(one.id)) byId.set(one.id, one);
      page = next && items.length > 0 ? this.nextPage(next) : null;
    }
    const artists = [...byId.values()];
    return { artists: artists.slice(0, depth), complete: page === null && artists.length <= depth };
  }

  /** Gets a track. Null if Spotify has none with this id, or no longer. */
  async getTrack(accessToken: string, id: string): Promise<SpotifyTrack | null> {
    const url = this.address(`/v1/tracks/${encodeURIComponent(id)}`);
    const { status, body } = await this.send('track', url, accessToken, [200, 400, 404]);
    return status === 200 ? readJson(track, body, 'track') : null;
  }

  /** Gets an artist. Null if Spotify has none with this id, or no longer. */
  async getArtist(accessToken: string, id: string): Promise<SpotifyArtist | null> {
    const url = this.address(`/v1/artists/${encodeURIComponent(id)}`);
    const { status, body } = await this.send('artist', url, accessToken, [200, 404]);
    return status === 200 ? readJson(artist, body, 'artist') : null;
  }

  /** Finds up to 10 artists with this or a similar name, best match first. Two can have the same name. */
  async searchArtists(accessToken: string, name: string): Promise<SpotifyArtist[]> {
    const url = this.address('/v1/search');
    // The query has no escape for quotes.
    const quoted = name
      .replaceAll('"', ' ')
      .slice(0, MAX_QUERY - 'artist:""'.length)
      .toWellFormed();
    if (quoted.trim() === '') return [];
    url.search = new URLSearchParams({
      type: 'artist',
      limit: String(SEARCH_LIMIT),
      q: `artist:"${quoted}"`,
    }).toString();
    // Spotify answers 400 to a query that it cannot read.
    const { status, body } = await this.send('search', url, accessToken, [200, 400]);
    if (status === 400) return [];
    const found = readJson(artistSearch, body, 'search');
    const byId = new Map(found.artists.items.flatMap((one) => (one ? [[one.id, one]] : [])));
    return [...byId.values()];
  }

  private address(path: string): URL {
    return new URL(`${this.environment.SPOTIFY_API_URL}${path}`);
  }

  private nextPage(next: string): URL {
    const expected = this.address('/v1/me/top/artists');
    const url = URL.parse(next);
    if (url?.origin === expected.origin && url.pathname === expected.pathname) return url;
    throw new MalformedResponseError('top artists: next is at another address');
  }

  private async get(endpoint: Endpoint, url: URL, accessToken: string): Promise<string> {
    return (await this.send(endpoint, url, accessToken, [200])).body;
  }

  /** Sends a call. Throws for a status that the caller does not expect. */
  private async send(
    endpoint: Endpoint,
    url: URL,
    accessToken: string,
    expected: readonly number[],
  ): Promise<HttpResponse> {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
    const response = await this.http.send(endpoint, url, { headers });
    if (!expected.includes(response.status)) throw toError(response);
    return response;
  }
}

/** Returns the error for an unexpected response other than 429. */
function toError(response: HttpResponse): SpotifyError {
  if (response.status === 401) return new UnauthorizedError();
  if (response.status === 403) return new NotPermittedError(missingPermission(response.body));
  return new UnavailableError(`the web API answered ${response.status}`);
}

/** Reads the reason of a 403, which only the text tells. An empty body means a missing scope. */
function missingPermission(body: string): MissingPermission {
  if (body.trim() === '' || /scope/i.test(body)) return 'SCOPE_MISSING';
  if (/not registered/i.test(body)) return 'LISTENER_NOT_REGISTERED';
  if (/premium/i.test(body)) return 'PREMIUM_MISSING';
  return 'UNSPECIFIED';
}
