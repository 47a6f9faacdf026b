import type { ApiClient, TopArtists } from './api/api-client.js';
import type { SpotifyProfile } from './api/profile.schema.js';
import type { TimeRange } from './api/time-range.js';
import { RateLimitedError } from './errors/rate-limited.error.js';
import { ReauthorizationRequiredError } from './errors/reauthorization-required.error.js';
import { SpotifyError } from './errors/spotify.error.js';
import { UnauthorizedError } from './errors/unauthorized.error.js';
import { UnavailableError } from './errors/unavailable.error.js';
import type { AccessTokens } from './grants/access-tokens.js';
import type { AccessToken } from './grants/judge-grant.js';
import type { GrantStore } from './grants/grant-store.js';
import type { GatedHttp, Place } from './http/gated-http.js';

type Call<T> = (accessToken: string, place?: Place) => Promise<T>;

/** A place that was taken longer ago, in milliseconds, is not used: by now Spotify may have asked for patience. */
const PLACE_LASTS_MS = 250;
const MOST_STANDING = 10_000;

/**
 * Spotify on behalf of a listener. Access tokens are found, renewed and tried again inside; a caller sees lists,
 * profiles, and errors that say who can mend what:
 *
 * - ReauthorizationRequiredError: the listener, by signing in again
 * - NotPermittedError, MisconfiguredError: the operator
 * - RateLimitedError, UnavailableError, MalformedAnswerError: time
 */
export class Spotify {
  /** Whose grant could be used when it was last looked at. */
  private readonly standing = new Set<number>();

  constructor(
    private readonly tokens: AccessTokens,
    private readonly api: ApiClient,
    private readonly http: GatedHttp,
    private readonly grants: GrantStore,
  ) {}

  /** The listener's top list of a range, as of now, down to `depth` places (1 or more). */
  getTopArtists(listenerId: number, range: TimeRange, depth: number): Promise<TopArtists> {
    return this.authorized(listenerId, (token, place) => this.api.getTopArtists(token, range, depth, place));
  }

  /** Who the listener is at Spotify, as of now. */
  getProfile(listenerId: number): Promise<SpotifyProfile> {
    return this.authorized(listenerId, (token, place) => this.api.getProfile(token, place));
  }

  private async authorized<T>(listenerId: number, call: Call<T>): Promise<T> {
    try {
      return await this.callTwice(listenerId, call);
    } catch (error) {
      // An ended grant and a closed gate are recorded where they are found out; nobody was asked for them here.
      const found = error instanceof ReauthorizationRequiredError || error instanceof RateLimitedError;
      if (error instanceof SpotifyError && !found) await this.grants.noteError(listenerId, error.code);
      throw error;
    }
  }

  /** Calls with the listener's token; a refused one is renewed once, and the call made once more. */
  private async callTwice<T>(listenerId: number, call: Call<T>): Promise<T> {
    const { place, ...first } = await this.tokenAndPlace(listenerId);
    try {
      return await call(first.value, place);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
    }
    const second = await this.tokens.of(listenerId, first.revision);
    try {
      return await call(second.value);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      throw new UnavailableError('it refuses an access token it has just handed out', { cause: error });
    }
  }

  /**
   * The token of the first call, and its place at the gate: asked for at the same time, for both take a look at the
   * database. Who has an ended grant is given no place, which others could use.
   */
  private async tokenAndPlace(listenerId: number): Promise<AccessToken & { place?: Place }> {
    const place = this.standing.has(listenerId) ? this.http.reserve() : undefined;
    let takenAt = Infinity;
    place?.then(
      () => (takenAt = performance.now()),
      () => undefined,
    );
    try {
      const token = await this.tokens.of(listenerId);
      if (this.standing.size >= MOST_STANDING) this.standing.clear();
      this.standing.add(listenerId);
      return place && performance.now() - takenAt <= PLACE_LASTS_MS ? { ...token, place } : token;
    } catch (error) {
      this.standing.delete(listenerId);
      throw error;
    }
  }
}
