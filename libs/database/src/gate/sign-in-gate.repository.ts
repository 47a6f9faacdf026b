import type { Database } from '../connection/database.js';
import { RateGateRepository } from './rate-gate.repository.js';

/**
 * The gate before the calls that exchange a sign-in's code. Anyone can send made-up codes, so these calls have a share of
 * their own: a fifth of the budget, and never the last tenth of it, which is left to people who are signed in.
 */
export class SignInGateRepository extends RateGateRepository {
  private readonly share: RateGateRepository;

  /** @param callsPer30Seconds the whole budget, of which this is a share */
  constructor(database: Database, clientId: string, callsPer30Seconds: number) {
    super(database, clientId, shareOf(callsPer30Seconds, 0.9));
    // No client ID contains a colon, so the row that counts the share belongs to no other app.
    this.share = new RateGateRepository(database, `${clientId}:sign-ins`, shareOf(callsPer30Seconds, 0.2));
  }

  override async pass(): ReturnType<RateGateRepository['pass']> {
    return (await this.share.pass()) ?? (await super.pass());
  }
}

function shareOf(
  callsPer30Seconds: number,
  part: number,
): ConstructorParameters<typeof RateGateRepository>[2] {
  return { callsPer30Seconds: Math.max(1, Math.floor(callsPer30Seconds * part)), patienceMs: 0 };
}
