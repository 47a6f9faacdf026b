import {
  MalformedAnswerError,
  type MissingPermission,
  NotPermittedError,
  type SpotifyError,
  UnauthorizedError,
  UnavailableError,
} from '../errors.js';
import { RateLimitedHttp, readJson } from '../http/rate-limited-http.js';
import type { Endpoint } from '../observer/spotify-observer.js';
import { SPOTIFY_ENVIRONMENT, type SpotifyEnvironment } from '../spotify.env.js';
import { Inject, Injectable } from '@nestjs/common';
import {
  type SpotifyArtist,
  type SpotifyProfile,
  profile,
  type TimeRange,
  timeRangeParameter,
  type TopArtistsPage,
  topArtistsPage,
} from './schemas.js';
import type { HttpAnswer } from '../http/bounded-http.js';

/** The most places that Spotify puts on one page. */
const PAGE_SIZE = 50;

/** A top list as Spotify gave it, in rank order, no artist twice. */
export interface TopArtists {
  readonly artists: readonly SpotifyArtist[];
  /** Spotify had no more to give. */
  readonly complete: boolean;
}

/**
 * Spotify's web API, for one access token at a time. Besides the errors of {@link RateLimitedHttp.send}, every method
 * may throw UnauthorizedError (refresh and try again) and NotPermittedError.
 */
@Injectable()
export class ApiClient {
  constructor(
    private readonly http: RateLimitedHttp,
    @Inject(SPOTIFY_ENVIRONMENT) private readonly environment: SpotifyEnvironment,
  ) {}

  async getProfile(accessToken: string): Promise<SpotifyProfile> {
    return readJson(profile, await this.get('me', this.address('/v1/me'), accessToken), 'profile');
  }

  /**
   * Pages through a top list until `depth` places are filled or Spotify has no more. The list may move between two
   * pages, so an artist that appears again is passed over.
   *
   * @param depth places wanted, 1 or more
   * @throws {MalformedAnswerError} also for a next page at another origin, which is never asked
   */
  async getTopArtists(accessToken: string, range: TimeRange, depth: number): Promise<TopArtists> {
    const byId = new Map<string, SpotifyArtist>();
    let page: URL | null = this.address('/v1/me/top/artists');
    page.searchParams.set('time_range', timeRangeParameter(range));
    page.searchParams.set('limit', String(Math.min(PAGE_SIZE, depth)));
    // Shifting pages can repeat artists; one page more than the depth needs is where patience ends.
    for (let pages = 0; page && byId.size < depth && pages <= Math.ceil(depth / PAGE_SIZE); pages += 1) {
      const body = await this.get('top-artists', page, accessToken);
      const { items, next }: TopArtistsPage = readJson(topArtistsPage, body, 'top artists');
      for (const artist of items) if (!byId.has(artist.id)) byId.set(artist.id, artist);
      page = next && items.length > 0 ? this.nextPage(next) : null;
    }
    const artists = [...byId.values()];
    return { artists: artists.slice(0, depth), complete: page === null && artists.length <= depth };
  }

  private address(path: string): URL {
    return new URL(`${this.environment.SPOTIFY_API_URL}${path}`);
  }

  private nextPage(next: string): URL {
    const here = this.address('/v1/me/top/artists');
    const there = URL.canParse(next) ? new URL(next) : null;
    if (there?.origin === here.origin && there.pathname === here.pathname) return there;
    throw new MalformedAnswerError('top artists: next leads to another address');
  }

  private async get(endpoint: Endpoint, url: URL, accessToken: string): Promise<string> {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
    const answer = await this.http.send(endpoint, url, { headers });
    if (answer.status !== 200) throw refusal(answer);
    return answer.body;
  }
}

/** What an answer other than 200 and 429 of the web API means. */
export function refusal(answer: HttpAnswer): SpotifyError {
  if (answer.status === 401) return new UnauthorizedError();
  if (answer.status === 403) return new NotPermittedError(missingPermission(answer.body));
  return new UnavailableError(`the web API answered ${answer.status}`);
}

/** Spotify tells its three refusals apart by text alone; an empty body is a missing scope. */
function missingPermission(body: string): MissingPermission {
  if (body.trim() === '' || /scope/i.test(body)) return 'SCOPE_MISSING';
  if (/not registered/i.test(body)) return 'LISTENER_NOT_REGISTERED';
  if (/premium/i.test(body)) return 'PREMIUM_MISSING';
  return 'UNSPECIFIED';
}
