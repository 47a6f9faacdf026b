import { InvalidGrantError, MalformedAnswerError, MisconfiguredError, UnavailableError } from '../errors.js';
import { parseJson, RateLimitedHttp, readJson } from '../http/rate-limited-http.js';
import { SPOTIFY_ENVIRONMENT, type SpotifyEnvironment } from '../spotify.env.js';
import { Inject, Injectable } from '@nestjs/common';
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
const refreshTokenText = z
  .string()
  .max(MOST_CHARACTERS)
  .regex(/^[\x21-\x7e]*$/);

/** Scope names separated by blanks (RFC 6749, 3.3). */
const scope = z
  .string()
  .max(MOST_CHARACTERS)
  .regex(/^ *[\x21\x23-\x5b\x5d-\x7e][\x20\x21\x23-\x5b\x5d-\x7e]*$/);

/**
 * Spotify's token answer. Absent, null and empty refresh tokens all mean: keep the one you have. A malformed
 * token makes the whole answer malformed; an unreadable lifetime or scope counts as missing.
 */
export const tokenAnswer = z
  .object({
    access_token: accessToken,
    token_type: z
      .string()
      .regex(/^bearer$/i)
      .nullish(),
    expires_in: z.number().int().positive().max(86_400).catch(USUAL_LIFETIME_SECONDS),
    refresh_token: refreshTokenText.nullish(),
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

/** What a listener brought back from Spotify's consent page, and what it was asked for with. */
export interface AuthorizationCode {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

/** Spotify's token endpoint. Every method may throw the errors of {@link RateLimitedHttp.send} and {@link MisconfiguredError}. */
@Injectable()
export class AccountsClient {
  private readonly url: URL;
  private readonly authorization: string;

  constructor(
    private readonly http: RateLimitedHttp,
    @Inject(SPOTIFY_ENVIRONMENT) environment: SpotifyEnvironment,
  ) {
    this.url = new URL(`${environment.SPOTIFY_ACCOUNTS_URL}/api/token`);
    const credentials = `${environment.SPOTIFY_CLIENT_ID}:${environment.SPOTIFY_CLIENT_SECRET}`;
    this.authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  }

  /**
   * Exchanges a code for the listener's tokens.
   *
   * @throws {InvalidGrantError} the code is unknown, used, expired, or was made for another sign-in
   * @throws {MalformedAnswerError} also when no refresh token came, for without it there is no grant to keep
   */
  async exchange(code: AuthorizationCode): Promise<Tokens & { refreshToken: string }> {
    const tokens = await this.ask({
      grant_type: 'authorization_code',
      code: code.code,
      redirect_uri: code.redirectUri,
      code_verifier: code.codeVerifier,
    });
    const { refreshToken } = tokens;
    if (refreshToken === null) throw new MalformedAnswerError('token answer: refresh_token is missing');
    return { ...tokens, refreshToken };
  }

  /**
   * Asks for a new access token. The answer's `refreshToken` is null when the old one stays in use.
   *
   * @throws {InvalidGrantError} Spotify refused this refresh token
   */
  refresh(refreshToken: string): Promise<Tokens> {
    return this.ask({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  private async ask(form: Record<string, string>): Promise<Tokens> {
    const answer = await this.http.send('token', this.url, {
      headers: { authorization: this.authorization, accept: 'application/json' },
      form,
    });
    if (answer.status === 200) return readJson(tokenAnswer, answer.body, 'token answer');
    // Only the standard `error` decides; descriptions vary and the status of invalid_client does too.
    const error = answer.status < 500 ? tokenError.safeParse(parseJson(answer.body)).data?.error : undefined;
    if (error === 'invalid_grant') throw new InvalidGrantError();
    if (error === 'invalid_client' || error === 'unauthorized_client') throw new MisconfiguredError();
    throw new UnavailableError(`the token endpoint answered ${answer.status}`);
  }
}
