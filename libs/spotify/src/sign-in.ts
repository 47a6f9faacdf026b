import type { AccountsClient, AuthorizationCode, Tokens } from './accounts/accounts-client.js';
import type { ApiClient } from './api/api-client.js';
import type { SpotifyProfile } from './api/schemas.js';
import { UnauthorizedError, UnavailableError, RateLimitedError } from './errors.js';
import type { SpotifyRateLimiter } from './http/spotify-rate-limiter.js';

/** What sign-in needs of Spotify, before there is a listener whose grant could be used. */
export class SpotifySignIn {
  constructor(
    private readonly accounts: AccountsClient,
    private readonly api: ApiClient,
    private readonly rateLimiter: SpotifyRateLimiter,
  ) {}

  /** @throws {RateLimitedError} Spotify may not be called now, so nobody should be sent to its consent page */
  async ensureOpen(): Promise<void> {
    const cooldown = await this.rateLimiter.currentCooldown();
    if (cooldown) throw new RateLimitedError(cooldown);
  }

  /** @throws {InvalidGrantError} and the errors of {@link AccountsClient.exchange} */
  exchange(code: AuthorizationCode): Promise<Tokens & { refreshToken: string }> {
    return this.accounts.exchange(code);
  }

  /** Whose tokens these are. */
  async profileOf(accessToken: string): Promise<SpotifyProfile> {
    try {
      return await this.api.getProfile(accessToken);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      throw new UnavailableError('it refuses an access token it has just handed out', { cause: error });
    }
  }
}
