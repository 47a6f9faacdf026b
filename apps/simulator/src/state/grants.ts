import { randomUUID, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** How long an expired access token is reported as expired rather than invalid. */
const EXPIRED_RETENTION_MS = 86_400_000;

/** All grants and their tokens. */
export class Grants {
  readonly #grants = new Map<string, Grant>();
  readonly #accessTokens = new Map<string, AccessToken>();
  /** The grant id of every refresh token ever issued, by fingerprint. */
  readonly #refreshTokens = new Map<string, string>();

  /** Creates a grant and its refresh token. */
  open(consent: Pick<Grant, 'clientId' | 'listenerId' | 'scope' | 'consentedAt'>): {
    grant: Grant;
    refreshToken: string;
  } {
    const refreshExpiresAt = sixMonthsLater(consent.consentedAt);
    const grant: Grant = { ...consent, id: randomUUID(), refreshExpiresAt, revoked: false, refreshToken: '' };
    this.#grants.set(grant.id, grant);
    return { grant, refreshToken: this.rotate(grant) };
  }

  /** Issues a new refresh token and invalidates the previous one. Does not extend the grant. */
  rotate(grant: Grant): string {
    const token = newRefreshToken();
    grant.refreshToken = fingerprint(token);
    this.#refreshTokens.set(grant.refreshToken, grant.id);
    return token;
  }

  /** Issues an access token that is valid for `seconds` from `now` (milliseconds). */
  issueAccessToken(grant: Grant, now: number, seconds: number): string {
    this.#deleteExpired(now);
    const token = newAccessToken();
    this.#accessTokens.set(fingerprint(token), { grantId: grant.id, expiresAt: now + seconds * 1000 });
    return token;
  }

  findByRefreshToken(token: string): { grant: Grant; replaced: boolean } | undefined {
    const key = fingerprint(token);
    const grant = this.#grants.get(this.#refreshTokens.get(key) ?? '');
    return grant && { grant, replaced: grant.refreshToken !== key };
  }

  findByAccessToken(token: string): { grant: Grant; expiresAt: number } | undefined {
    const stored = this.#accessTokens.get(fingerprint(token));
    const grant = stored && this.#grants.get(stored.grantId);
    return grant && { grant, expiresAt: stored.expiresAt };
  }

  /** Returns the grants of one listener or of all. */
  list(listenerId?: string): Grant[] {
    return [...this.#grants.values()].filter((grant) => !listenerId || grant.listenerId === listenerId);
  }

  /** Expires the access tokens of one listener or of all. */
  expireAccessTokens(now: number, listenerId?: string): void {
    const ids = new Set(this.list(listenerId).map((grant) => grant.id));
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
    for (const [key, token] of records.accessTokens) this.#accessTokens.set(key, token);
    for (const [key, grantId] of records.refreshTokens) this.#refreshTokens.set(key, grantId);
  }

  reset(): void {
    this.#grants.clear();
    this.#accessTokens.clear();
    this.#refreshTokens.clear();
  }

  /** Deletes old expired tokens. The map keeps the order of issue, so the oldest come first. */
  #deleteExpired(now: number): void {
    for (const [key, token] of this.#accessTokens) {
      if (token.expiresAt > now - EXPIRED_RETENTION_MS) return;
      this.#accessTokens.delete(key);
    }
  }
}

/** A listener's consent to a client, and its refresh token. Times are milliseconds since 1970 (UTC). */
export const grantSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  listenerId: z.string(),
  scope: z.string(),
  consentedAt: z.number(),
  refreshExpiresAt: z.number(),
  revoked: z.boolean(),
  /** The fingerprint of the valid refresh token. */
  refreshToken: z.string(),
});
export type Grant = z.infer<typeof grantSchema>;

export const accessTokenSchema = z.object({ grantId: z.string(), expiresAt: z.number() });
export type AccessToken = z.infer<typeof accessTokenSchema>;

/** What is saved of grants. Tokens are saved as fingerprints only. */
export const grantRecordsSchema = z.object({
  grants: z.array(grantSchema),
  accessTokens: z.array(z.tuple([z.string(), accessTokenSchema])),
  refreshTokens: z.array(z.tuple([z.string(), z.string()])),
});
export type GrantRecords = z.infer<typeof grantRecordsSchema>;

/** Returns the instant six calendar months later (UTC), on the last day of a shorter month, as Spotify does. */
export function sixMonthsLater(instant: number): number {
  const later = new Date(instant);
  const day = later.getUTCDate();
  later.setUTCMonth(later.getUTCMonth() + 6);
  if (later.getUTCDate() !== day) later.setUTCDate(0);
  return later.getTime();
}

/** New tokens and codes: opaque, URL-safe, and with the prefix and length of Spotify's. */
export const newAccessToken = (): string => `BQ${randomBytes(120).toString('base64url')}`;
export const newRefreshToken = (): string => `AQ${randomBytes(96).toString('base64url')}`;
export const newAuthorizationCode = (): string => `AQ${randomBytes(150).toString('base64url')}`;

/** Returns a hash that identifies a token but cannot be used as one. */
export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
