import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AccountsClient, type Tokens } from '../accounts/accounts-client.js';
import {
  InvalidGrantError,
  ReauthorizationRequiredError,
  SpotifyError,
  UnavailableError,
} from '../errors.js';
import { SpotifyObserver } from '../observer/spotify-observer.js';
import { GrantStore, type StoredGrant } from './grant-store.js';
import {
  type AccessToken,
  isLastAttempt,
  evaluateGrant,
  type RefreshableGrant,
  secondsAfterRefusal,
} from './evaluate-grant.js';

/**
 * Longer than the slowest token response. A lease can still expire while its holder is paused; its response is then
 * stored only if the grant is unchanged.
 */
const LEASE_SECONDS = 15;
const WAIT_MS = 100;
/** Outlasts one lease whose holder died, and one refresh after it. */
const MAX_WAIT_MS = 30_000;
/** How often storing a renewed grant is tried while the store is away: 90 seconds or more of outage. */
const SAVE_ATTEMPTS = 180;
const SAVE_RETRY_MS = 500;

/**
 * Gives out access tokens and renews them: about a minute before they expire, and after Spotify refused one.
 * However many callers and processes need the same grant renewed, Spotify is asked once.
 */
@Injectable()
export class AccessTokens {
  private readonly reads = new Map<number, Promise<StoredGrant | null>>();
  private readonly renewals = new Map<string, Promise<AccessToken>>();

  constructor(
    private readonly grants: GrantStore,
    private readonly accounts: AccountsClient,
    private readonly observer: SpotifyObserver,
  ) {}

  /**
   * Returns an access token of the listener that Spotify is likely to accept.
   *
   * @param refusedRevision the revision whose token Spotify has just refused, if any: a newer one is wanted
   * @throws {ReauthorizationRequiredError} there is no grant, or it has ended
   * @throws {MisconfiguredError} this process cannot read the grant
   * @throws whatever else the token endpoint answered, see {@link AccountsClient.refresh}
   */
  async get(listenerId: number, refusedRevision = 0): Promise<AccessToken> {
    const { token } = evaluateGrant(await this.read(listenerId), refusedRevision);
    if (token) return token;
    // Callers in this process share one renewal; the lease in the store does the same among processes.
    const key = `${listenerId}/${refusedRevision}`;
    let renewal = this.renewals.get(key);
    if (!renewal) {
      renewal = this.renew(listenerId, refusedRevision).finally(() => this.renewals.delete(key));
      this.renewals.set(key, renewal);
    }
    return renewal;
  }

  /** Concurrent callers share one read. */
  private read(listenerId: number): Promise<StoredGrant | null> {
    let read = this.reads.get(listenerId);
    if (!read) {
      read = this.grants.read(listenerId).finally(() => this.reads.delete(listenerId));
      this.reads.set(listenerId, read);
    }
    return read;
  }

  private async renew(listenerId: number, refusedRevision: number): Promise<AccessToken> {
    const holder = randomUUID();
    for (const end = performance.now() + MAX_WAIT_MS; performance.now() < end;) {
      const token = await this.attemptRenewal(listenerId, refusedRevision, holder);
      if (token) return token;
    }
    throw new UnavailableError('another process is still renewing this grant');
  }

  /** One attempt: a refresh under the lease, or a short wait for its holder. Null when another attempt is needed. */
  private async attemptRenewal(
    listenerId: number,
    refused: number,
    holder: string,
  ): Promise<AccessToken | null> {
    const leased = await this.grants.lease(listenerId, holder, LEASE_SECONDS);
    if (leased) {
      let renewed: AccessToken | null = null;
      try {
        const { token, refreshable } = evaluateGrant(leased, refused);
        if (token) return token;
        renewed = await this.refresh(listenerId, refreshable);
        return renewed;
      } finally {
        // Saving tokens gives the lease back. Unreleased, a lease runs out by itself; a failure here must
        // not hide the one that matters.
        if (!renewed) await this.grants.release(listenerId, holder).catch(() => undefined);
      }
    }
    await delay(WAIT_MS * (0.5 + Math.random()));
    return evaluateGrant(await this.grants.read(listenerId), refused).token ?? null;
  }

  /** The new token, or null when the grant was replaced meanwhile: then it has to be read again. */
  private async refresh(listenerId: number, grant: RefreshableGrant): Promise<AccessToken | null> {
    try {
      const tokens = await this.accounts.refresh(grant.refreshToken);
      const saved = await this.saveTokens(listenerId, grant.revision, tokens);
      this.observer.refreshed(saved ? 'REFRESHED' : 'REPLACED');
      return saved ? { value: tokens.accessToken, revision: grant.revision + 1 } : null;
    } catch (error) {
      this.observer.refreshed(error instanceof SpotifyError ? error.code : 'INTERNAL');
      if (!(error instanceof InvalidGrantError)) throw error;
      if (!(await this.grants.recordRefusal(listenerId, grant.revision, isLastAttempt(grant)))) return null;
      throw new ReauthorizationRequiredError(secondsAfterRefusal(grant));
    }
  }

  /**
   * A rotated refresh token exists nowhere but here until it is stored, so storing it is retried. Counts attempts rather
   * than time, because a paused process would resume past any deadline.
   */
  private async saveTokens(listenerId: number, revision: number, tokens: Tokens): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.grants.saveTokens(listenerId, revision, tokens);
      } catch (error) {
        if (attempt === SAVE_ATTEMPTS) throw error;
        await delay(SAVE_RETRY_MS);
      }
    }
  }
}
