import { Injectable } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import type { AccountsClient, AuthorizationCode } from './accounts-client.js';
import { ApiClient, type TopArtists } from './api-client.js';
import {
  RateLimitedError,
  ReauthorizationRequiredError,
  SpotifyError,
  UnauthorizedError,
  UnavailableError,
} from './errors.js';
import { GrantStore, type SpotifyRateLimiter, type Tokens } from './ports.js';
import type { SpotifyArtist, SpotifyProfile, SpotifyTrack, TimeRange } from './schemas.js';

const NEW_TOKEN_REFUSED = 'it refuses an access token it has just issued';

type Call<T> = (accessToken: string) => Promise<T>;

/**
 * Calls Spotify on behalf of a listener. Manages access tokens internally, and throws errors by who can help:
 *
 * - ReauthorizationRequiredError: the listener, by signing in again
 * - NotPermittedError, MisconfiguredError: the operator
 * - RateLimitedError, UnavailableError, MalformedResponseError: a later attempt
 */
@Injectable()
export class Spotify {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly api: ApiClient,
    private readonly grants: GrantStore,
  ) {}

  /** Gets the listener's current top list of a range, with up to `depth` artists (1 or more). */
  getTopArtists(listenerId: number, range: TimeRange, depth: number): Promise<TopArtists> {
    return this.callAuthorized(listenerId, (token) => this.api.getTopArtists(token, range, depth));
  }

  /** Gets a track. Null if Spotify has none with this id, or no longer. */
  getTrack(listenerId: number, trackId: string): Promise<SpotifyTrack | null> {
    return this.callAuthorized(listenerId, (token) => this.api.getTrack(token, trackId));
  }

  /** Gets an artist. Null if Spotify has none with this id, or no longer. */
  getArtist(listenerId: number, artistId: string): Promise<SpotifyArtist | null> {
    return this.callAuthorized(listenerId, (token) => this.api.getArtist(token, artistId));
  }

  /** Finds up to 10 artists with this or a similar name, best match first. Two can have the same name. */
  searchArtists(listenerId: number, name: string): Promise<SpotifyArtist[]> {
    return this.callAuthorized(listenerId, (token) => this.api.searchArtists(token, name));
  }

  private async callAuthorized<T>(listenerId: number, call: Call<T>): Promise<T> {
    try {
      return await this.callWithRefresh(listenerId, call);
    } catch (error) {
      // Ended grants and cooldowns are recorded where they are detected.
      const isRecorded = error instanceof ReauthorizationRequiredError || error instanceof RateLimitedError;
      if (error instanceof SpotifyError && !isRecorded) await this.grants.recordError(listenerId, error.code);
      throw error;
    }
  }

  /** Calls with the listener's access token. If Spotify refuses it, refreshes it and calls once more. */
  private async callWithRefresh<T>(listenerId: number, call: Call<T>): Promise<T> {
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
      throw new UnavailableError(NEW_TOKEN_REFUSED, { cause: error });
    }
  }
}

/** Calls Spotify during a sign-in, before there is a listener with a grant. */
export class SpotifySignIn {
  constructor(
    private readonly accounts: AccountsClient,
    private readonly api: ApiClient,
    private readonly rateLimiter: SpotifyRateLimiter,
  ) {}

  /**
   * Checks that calls to Spotify are allowed, before a redirect to its consent page.
   *
   * @throws {RateLimitedError} they are not
   */
  async ensureOpen(): Promise<void> {
    const cooldown = await this.rateLimiter.currentCooldown();
    if (cooldown) throw new RateLimitedError(cooldown);
  }

  /**
   * Exchanges a code for tokens.
   *
   * @throws the errors of {@link AccountsClient.exchange}
   */
  exchange(code: AuthorizationCode): Promise<Tokens & { refreshToken: string }> {
    return this.accounts.exchange(code);
  }

  /** Gets the profile of the access token's listener. */
  async profileOf(accessToken: string): Promise<SpotifyProfile> {
    try {
      return await this.api.getProfile(accessToken);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      throw new UnavailableError(NEW_TOKEN_REFUSED, { cause: error });
    }
  }
}
