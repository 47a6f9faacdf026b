import { randomUUID } from 'node:crypto';
import type { AccessToken, Grant, GrantRecords } from './grant.js';
import { sixMonthsLater } from './six-months-later.js';
import { fingerprint, newAccessToken, newRefreshToken } from './token.js';

/** How long an expired access token is still known as expired, in milliseconds: a day. */
const EXPIRED_REMEMBERED = 86_400_000;

/** All grants and the tokens they have given out. */
export class Grants {
  readonly #grants = new Map<string, Grant>();
  readonly #accessTokens = new Map<string, AccessToken>();
  /** Fingerprint of every refresh token ever given out -> its grant. */
  readonly #refreshTokens = new Map<string, string>();

  /** A new grant; the refresh token is told here once. */
  open(of: Pick<Grant, 'clientId' | 'listenerId' | 'scope' | 'consentedAt'>): {
    grant: Grant;
    refreshToken: string;
  } {
    const refreshExpiresAt = sixMonthsLater(of.consentedAt);
    const grant: Grant = { ...of, id: randomUUID(), refreshExpiresAt, revoked: false, refreshToken: '' };
    this.#grants.set(grant.id, grant);
    return { grant, refreshToken: this.rotate(grant) };
  }

  /** Gives the grant a new refresh token; the one before is dead. The end of the grant does not move. */
  rotate(grant: Grant): string {
    const token = newRefreshToken();
    grant.refreshToken = fingerprint(token);
    this.#refreshTokens.set(grant.refreshToken, grant.id);
    return token;
  }

  /** A new access token that is valid for `seconds` from `now` (milliseconds). */
  issueAccessToken(grant: Grant, now: number, seconds: number): string {
    this.#forgetLongExpired(now);
    const token = newAccessToken();
    this.#accessTokens.set(fingerprint(token), { grantId: grant.id, expiresAt: now + seconds * 1000 });
    return token;
  }

  findByRefreshToken(token: string): { grant: Grant; replaced: boolean } | undefined {
    const print = fingerprint(token);
    const grant = this.#grants.get(this.#refreshTokens.get(print) ?? '');
    return grant && { grant, replaced: grant.refreshToken !== print };
  }

  findByAccessToken(token: string): { grant: Grant; expiresAt: number } | undefined {
    const found = this.#accessTokens.get(fingerprint(token));
    const grant = found && this.#grants.get(found.grantId);
    return grant && { grant, expiresAt: found.expiresAt };
  }

  /** The grants of one listener, or all of them. */
  of(listenerId?: string): Grant[] {
    return [...this.#grants.values()].filter((grant) => !listenerId || grant.listenerId === listenerId);
  }

  /** Ends the access tokens of one listener, or all of them; they are then told to have expired. */
  expireAccessTokens(now: number, listenerId?: string): void {
    const ids = new Set(this.of(listenerId).map((grant) => grant.id));
    for (const token of this.#accessTokens.values()) {
      if (ids.has(token.grantId)) token.expiresAt = Math.min(token.expiresAt, now);
    }
  }

  records(): GrantRecords {
    return {
      grants: [...this.#grants.values()],
      accessTokens: [...this.#accessTokens],
      refreshTokens: [...this.#refreshTokens],
    };
  }

  restore(records: GrantRecords): void {
    this.reset();
    for (const grant of records.grants) this.#grants.set(grant.id, grant);
    for (const [print, token] of records.accessTokens) this.#accessTokens.set(print, token);
    for (const [print, grantId] of records.refreshTokens) this.#refreshTokens.set(print, grantId);
  }

  reset(): void {
    this.#grants.clear();
    this.#accessTokens.clear();
    this.#refreshTokens.clear();
  }

  /** Tokens lie in the order they were given out, so the oldest come first. */
  #forgetLongExpired(now: number): void {
    for (const [print, token] of this.#accessTokens) {
      if (token.expiresAt > now - EXPIRED_REMEMBERED) return;
      this.#accessTokens.delete(print);
    }
  }
}
