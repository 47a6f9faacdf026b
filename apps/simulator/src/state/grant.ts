import { z } from 'zod';

/** A listener's consent to one client, and the refresh token that came of it. Instants in milliseconds, UTC. */
export const grantSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  listenerId: z.string(),
  scope: z.string(),
  consentedAt: z.number(),
  refreshExpiresAt: z.number(),
  revoked: z.boolean(),
  /** Fingerprint of the refresh token that is alive. */
  refreshToken: z.string(),
});
export type Grant = z.infer<typeof grantSchema>;

export const accessTokenSchema = z.object({ grantId: z.string(), expiresAt: z.number() });
export type AccessToken = z.infer<typeof accessTokenSchema>;

/** Everything about grants that survives a restart. Tokens are there as fingerprints only. */
export const grantRecordsSchema = z.object({
  grants: z.array(grantSchema),
  accessTokens: z.array(z.tuple([z.string(), accessTokenSchema])),
  refreshTokens: z.array(z.tuple([z.string(), z.string()])),
});
export type GrantRecords = z.infer<typeof grantRecordsSchema>;
