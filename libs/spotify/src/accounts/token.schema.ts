import { z } from 'zod';

/** How long an access token lives when Spotify does not say, in seconds. */
const USUAL_LIFETIME_SECONDS = 3_600;

const MOST_CHARACTERS = 4_096;

/** What can be sent in an `Authorization` header (RFC 6750, 2.1). */
const accessToken = z
  .string()
  .max(MOST_CHARACTERS)
  .regex(/^[A-Za-z0-9._~+/-]+=*$/);

/** Visible ASCII (RFC 6749, A.17), without the blanks that the RFC would allow. */
const refreshToken = z
  .string()
  .max(MOST_CHARACTERS)
  .regex(/^[\x21-\x7e]*$/);

/** Scope names separated by blanks (RFC 6749, 3.3). */
const scope = z
  .string()
  .max(MOST_CHARACTERS)
  .regex(/^ *[\x21\x23-\x5b\x5d-\x7e][\x20\x21\x23-\x5b\x5d-\x7e]*$/);

/**
 * Spotify's token answer. Absent, null and empty refresh tokens all mean: keep the one you have. A token that cannot be
 * one makes the whole answer malformed; a lifetime or scopes that cannot be read count as not given.
 */
export const tokenAnswer = z
  .object({
    access_token: accessToken,
    token_type: z
      .string()
      .regex(/^bearer$/i)
      .nullish(),
    expires_in: z.number().int().positive().max(86_400).catch(USUAL_LIFETIME_SECONDS),
    refresh_token: refreshToken.nullish(),
    scope: scope.nullish().catch(null),
  })
  .transform((answer) => ({
    accessToken: answer.access_token,
    expiresInSeconds: answer.expires_in,
    refreshToken: answer.refresh_token || null,
    scopes: answer.scope?.split(' ').filter(Boolean) ?? null,
  }));

/** What Spotify hands out for a code or a refresh token. */
export type Tokens = Readonly<z.output<typeof tokenAnswer>>;

/** Whether a stored text can be sent as an access token. */
export function isAccessToken(text: string): boolean {
  return accessToken.safeParse(text).success;
}

/** The standard error answer of a token endpoint (RFC 6749, 5.2). */
export const tokenError = z.object({ error: z.string() });
