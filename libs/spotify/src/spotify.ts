import type { ApiClient, TopArtists } from './api/api-client.js';
import type { SpotifyProfile } from './api/profile.schema.js';
import type { TimeRange } from './api/time-range.js';
import { UnauthorizedError } from './errors/unauthorized.error.js';
import { UnavailableError } from './errors/unavailable.error.js';
import type { AccessTokens } from './grants/access-tokens.js';

/**
 * Spotify on behalf of a listener. Access tokens are found, renewed and tried again inside; a caller sees lists,
 * profiles, and errors that say who can mend what:
 *
 * - ReauthorizationRequiredError: the listener, by signing in again
 * - NotPermittedError, MisconfiguredError: the operator
 * - RateLimitedError, UnavailableError, MalformedAnswerError: time
 */
export class Spotify {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly api: ApiClient,
  ) {}

  /** The listener's top list of a range, as of now, down to `depth` places (1 or more). */
  getTopArtists(listenerId: number, range: TimeRange, depth: number): Promise<TopArtists> {
    return this.authorized(listenerId, (token) => this.api.getTopArtists(token, range, depth));
  }

  /** Who the listener is at Spotify, as of now. */
  getProfile(listenerId: number): Promise<SpotifyProfile> {
    return this.authorized(listenerId, (token) => this.api.getProfile(token));
  }

  /** Calls with the listener's token; a refused one is renewed once, and the call made once more. */
  private async authorized<T>(listenerId: number, call: (accessToken: string) => Promise<T>): Promise<T> {
    const first = await this.tokens.of(listenerId);
    try {
      return await call(first.value);
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
}
