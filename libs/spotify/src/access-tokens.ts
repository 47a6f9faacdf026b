import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AccountsClient } from './accounts-client.js';
import { InvalidGrantError, ReauthorizationRequiredError, SpotifyError, UnavailableError } from './errors.js';
import { GrantStore, SpotifyObserver, type StoredGrant, type Tokens } from './ports.js';
import {
  type AccessToken,
  isLastAttempt,
  evaluateGrant,
  type RefreshableGrant,
  secondsToAttemptAfterRefusal,
} from './evaluate-grant.js';

/**
 * Longer than the slowest token response. If a lease expires while its holder is paused, the response is still stored,
 * unless the grant has changed.
 */
const LEASE_SECONDS = 15;
const WAIT_MS = 100;
/** Long enough for the lease of a dead process to expire and another process to refresh. */
const MAX_WAIT_MS = 30_000;
/** How often storing new tokens is attempted: for 90 seconds or more of an outage. */
const SAVE_ATTEMPTS = 180;
const SAVE_RETRY_MS = 500;

/**
 * Provides access tokens. Refreshes them a minute before they expire and after Spotify refused one, with one call for
 * any number of concurrent callers and processes.
 */
@Injectable()
export class AccessTokens {
  private readonly reads = new Map<number, Promise<StoredGrant<true> | null>>();
  private readonly refreshes = new Map<string, Promise<AccessToken>>();

  constructor(
    private readonly grants: GrantStore,
    private readonly accounts: AccountsClient,
    private readonly observer: SpotifyObserver,
  ) {}

  /**
   * Returns a listener's access token.
   *
   * @param rejectedRevision the revision whose access token Spotify has just answered with 401; 0 if none
   * @throws {ReauthorizationRequiredError} there is no grant, or it has ended
   * @throws {MisconfiguredError} this process cannot decrypt the grant
   * @throws the errors of {@link AccountsClient.refresh}
   */
  async get(listenerId: number, rejectedRevision = 0): Promise<AccessToken> {
    const { token } = evaluateGrant(await this.read(listenerId), rejectedRevision);
    if (token) return token;
    // Requests in this process share one refresh. The lease does the same across processes.
    const key = `${listenerId}/${rejectedRevision}`;
    let refresh = this.refreshes.get(key);
    if (!refresh) {
      refresh = this.refreshOrWait(listenerId, rejectedRevision).finally(() => this.refreshes.delete(key));
      this.refreshes.set(key, refresh);
    }
    return refresh;
  }

  /** Concurrent callers share one read. */
  private read(listenerId: number): Promise<StoredGrant<true> | null> {
    let read = this.reads.get(listenerId);
    if (!read) {
      read = this.grants.read(listenerId).finally(() => this.reads.delete(listenerId));
      this.reads.set(listenerId, read);
    }
    return read;
  }

  private async refreshOrWait(listenerId: number, rejectedRevision: number): Promise<AccessToken> {
    const holder = randomUUID();
    for (const end = performance.now() + MAX_WAIT_MS; performance.now() < end;) {
      const token = await this.attempt(listenerId, rejectedRevision, holder);
      if (token) return token;
    }
    throw new UnavailableError('another process is still refreshing this grant');
  }

  /** Refreshes under the lease, or waits briefly for its holder. Null if another attempt is needed. */
  private async attempt(
    listenerId: number,
    rejectedRevision: number,
    holder: string,
  ): Promise<AccessToken | null> {
    const leased = await this.grants.lease(listenerId, holder, LEASE_SECONDS);
    if (leased) {
      let refreshed: AccessToken | null = null;
      try {
        const { token, refreshable } = evaluateGrant(leased, rejectedRevision);
        if (token) return token;
        refreshed = await this.refresh(listenerId, refreshable);
        return refreshed;
      } finally {
        // Saving tokens releases the lease. A failure here must not hide the first one, and the lease expires.
        if (!refreshed) await this.grants.release(listenerId, holder).catch(() => undefined);
      }
    }
    await delay(WAIT_MS * (0.5 + Math.random()));
    return evaluateGrant(await this.grants.read(listenerId), rejectedRevision).token ?? null;
  }

  /** Returns the new token; null if the grant has changed and must be read again. */
  private async refresh(listenerId: number, grant: RefreshableGrant<string>): Promise<AccessToken | null> {
    try {
      const tokens = await this.accounts.refresh(grant.refreshToken);
      const saved = await this.saveTokens(listenerId, grant.revision, tokens);
      this.observer.refreshed(saved ? 'REFRESHED' : 'REPLACED');
      return saved ? { value: tokens.accessToken, revision: grant.revision + 1 } : null;
    } catch (error) {
      this.observer.refreshed(error instanceof SpotifyError ? error.code : 'INTERNAL');
      if (!(error instanceof InvalidGrantError)) throw error;
      if (!(await this.grants.recordRefusal(listenerId, grant.revision, isLastAttempt(grant)))) return null;
      throw new ReauthorizationRequiredError(secondsToAttemptAfterRefusal(grant));
    }
  }

  /**
   * Saves tokens, with retries, since a rotated refresh token exists only here until it is stored. Counts attempts rather
   * than time, because a paused process resumes past any deadline.
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
