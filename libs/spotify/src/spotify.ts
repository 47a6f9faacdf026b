import { Injectable } from '@nestjs/common';
import { ApiClient, type TopArtists } from './api/api-client.js';
import type { SpotifyProfile, TimeRange } from './api/schemas.js';
import {
  RateLimitedError,
  ReauthorizationRequiredError,
  SpotifyError,
  UnauthorizedError,
  UnavailableError,
} from './errors.js';
import { AccessTokens } from './grants/access-tokens.js';
import { GrantStore } from './grants/grant-store.js';

type Call<T> = (accessToken: string) => Promise<T>;

/**
 * Spotify on behalf of a listener. Access tokens are found, renewed and tried again inside; a caller sees lists,
 * profiles, and errors that say who can mend what:
 *
 * - ReauthorizationRequiredError: the listener, by signing in again
 * - NotPermittedError, MisconfiguredError: the operator
 * - RateLimitedError, UnavailableError, MalformedAnswerError: time
 */
@Injectable()
export class Spotify {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly api: ApiClient,
    private readonly grants: GrantStore,
  ) {}

  /** Gets the listener's top list of a range, as of now, down to `depth` places (1 or more). */
  getTopArtists(listenerId: number, range: TimeRange, depth: number): Promise<TopArtists> {
    return this.authorized(listenerId, (token) => this.api.getTopArtists(token, range, depth));
  }

  /** Gets the listener's profile, as of now. */
  getProfile(listenerId: number): Promise<SpotifyProfile> {
    return this.authorized(listenerId, (token) => this.api.getProfile(token));
  }

  private async authorized<T>(listenerId: number, call: Call<T>): Promise<T> {
    try {
      return await this.callTwice(listenerId, call);
    } catch (error) {
      // An ended grant and a cooldown are recorded where they are found out; nobody was asked for them here.
      const found = error instanceof ReauthorizationRequiredError || error instanceof RateLimitedError;
      if (error instanceof SpotifyError && !found) await this.grants.recordError(listenerId, error.code);
      throw error;
    }
  }

  /** Calls with the listener's token; a refused one is renewed once, and the call made once more. */
  private async callTwice<T>(listenerId: number, call: Call<T>): Promise<T> {
    const first = await this.tokens.get(listenerId);
    try {
      return await call(first.value);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
    }
    const second = await this.tokens.get(listenerId, first.revision);
    try {
      return await call(second.value);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      throw new UnavailableError('it refuses an access token it has just handed out', { cause: error });
    }
  }
}
