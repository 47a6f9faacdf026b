import { z } from 'zod';

/** How long an access token lives when Spotify does not say, in seconds. */
const USUAL_LIFETIME_SECONDS = 3_600;

const token = z.string().min(1).max(4_096);

/** Spotify's token answer. Absent, null and empty refresh tokens all mean: keep the one you have. */
export const tokenAnswer = z
  .object({
    access_token: token,
    expires_in: z.number().int().positive().max(86_400).catch(USUAL_LIFETIME_SECONDS),
    refresh_token: token.nullish().catch(null),
    scope: z.string().nullish().catch(null),
  })
  .transform((answer) => ({
    accessToken: answer.access_token,
    expiresInSeconds: answer.expires_in,
    refreshToken: answer.refresh_token ?? null,
    scopes: answer.scope?.split(' ').filter(Boolean) ?? null,
  }));

/** What Spotify hands out for a code or a refresh token. */
export type Tokens = Readonly<z.output<typeof tokenAnswer>>;

/** The standard error answer of a token endpoint (RFC 6749, 5.2). */
export const tokenError = z.object({ error: z.string() });
