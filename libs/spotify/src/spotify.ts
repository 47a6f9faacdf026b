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

/** What a call needs before it can be made, being looked for. */
export type Prepared = Promise<{ readonly token: AccessToken; readonly place: Place | undefined }>;

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

  /**
   * The listener's top list of a range, as of now, down to `depth` places (1 or more).
   *
   * @param prepared where the call was foreseen
   */
  getTopArtists(
    listenerId: number,
    range: TimeRange,
    depth: number,
    prepared: Prepared = this.prepare(listenerId),
  ): Promise<TopArtists> {
    return this.authorized(listenerId, prepared, (token, place) =>
      this.api.getTopArtists(token, range, depth, place),
    );
  }

  /** Who the listener is at Spotify, as of now. */
  getProfile(listenerId: number): Promise<SpotifyProfile> {
    return this.authorized(listenerId, this.prepare(listenerId), (token, place) =>
      this.api.getProfile(token, place),
    );
  }

  /**
   * Looks for the token of a call, and takes its place at the gate, both at the same time, for both ask the database.
   * By whoever expects to need them in a moment, while finding out whether it is so; what is not needed lapses.
   */
  prepare(listenerId: number): Prepared {
    const prepared = this.tokenAndPlace(listenerId);
    prepared.catch(() => undefined);
    return prepared;
  }

  private async authorized<T>(listenerId: number, prepared: Prepared, call: Call<T>): Promise<T> {
    try {
      return await this.callTwice(listenerId, prepared, call);
    } catch (error) {
      // An ended grant and a closed gate are recorded where they are found out; nobody was asked for them here.
      const found = error instanceof ReauthorizationRequiredError || error instanceof RateLimitedError;
      if (error instanceof SpotifyError && !found) await this.grants.noteError(listenerId, error.code);
      throw error;
    }
  }

  /** Calls with the listener's token; a refused one is renewed once, and the call made once more. */
  private async callTwice<T>(listenerId: number, prepared: Prepared, call: Call<T>): Promise<T> {
    const { token: first, place } = await prepared;
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

  /** Who has an ended grant is given no place, which others could use. */
  private async tokenAndPlace(listenerId: number): Prepared {
    const place = this.standing.has(listenerId) ? this.http.reserve() : undefined;
    try {
      const token = await this.tokens.of(listenerId);
      if (this.standing.size >= MOST_STANDING) this.standing.clear();
      this.standing.add(listenerId);
      return { token, place };
    } catch (error) {
      this.standing.delete(listenerId);
      throw error;
    }
  }
}
