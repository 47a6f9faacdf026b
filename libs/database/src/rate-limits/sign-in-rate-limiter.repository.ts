import type { Database } from '../connection/database.js';
import { type RateLimitOptions, SpotifyRateLimiterRepository } from './spotify-rate-limiter.repository.js';

/**
 * Limits the calls that exchange a sign-in's code. Anyone can send invented codes, so these calls get at most a fifth
 * of the budget, and never its last tenth, which is left to signed-in listeners.
 */
export class SignInRateLimiterRepository extends SpotifyRateLimiterRepository {
  private readonly share: SpotifyRateLimiterRepository;

  /** @param callsPer30Seconds the whole budget, of which this is a share */
  constructor(database: Database, clientId: string, callsPer30Seconds: number) {
    super(database, clientId, shareOf(callsPer30Seconds, 0.9));
    // No client ID contains a colon, so the row that counts the share belongs to no other app.
    this.share = new SpotifyRateLimiterRepository(
      database,
      `${clientId}:sign-ins`,
      shareOf(callsPer30Seconds, 0.2),
    );
  }

  override async acquire(): ReturnType<SpotifyRateLimiterRepository['acquire']> {
    return (await this.share.acquire()) ?? (await super.acquire());
  }
}

function shareOf(callsPer30Seconds: number, part: number): RateLimitOptions {
  return { callsPer30Seconds: Math.max(1, Math.floor(callsPer30Seconds * part)), maxWaitMs: 0 };
}
