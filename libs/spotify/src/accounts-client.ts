import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidGrantError, MalformedResponseError, MisconfiguredError, UnavailableError } from './errors.js';
import type { Tokens } from './ports.js';
import { parseJson, RateLimitedHttp, readJson } from './rate-limited-http.js';
import { SPOTIFY_ENVIRONMENT, type SpotifyEnvironment } from './spotify.env.js';

/** The lifetime of an access token if Spotify does not state one, in seconds. */
const DEFAULT_LIFETIME_SECONDS = 3_600;

const MAX_CHARACTERS = 4_096;

/** The characters that an `Authorization` header allows (RFC 6750, 2.1). */
const accessToken = z
  .string()
  .max(MAX_CHARACTERS)
  .regex(/^[A-Za-z0-9._~+/-]+=*$/);

/** Visible ASCII (RFC 6749, A.17), without the spaces that the RFC allows. */
const refreshTokenText = z
  .string()
  .max(MAX_CHARACTERS)
  .regex(/^[\x21-\x7e]*$/);

/** Scope names separated by spaces (RFC 6749, 3.3). */
const scope = z
  .string()
  .max(MAX_CHARACTERS)
  .regex(/^ *[\x21\x23-\x5b\x5d-\x7e][\x20\x21\x23-\x5b\x5d-\x7e]*$/);

/**
 * Spotify's token response. A missing, null or empty refresh token means that the old one stays valid. A malformed token
 * invalidates the response; a malformed lifetime or scope counts as missing.
 */
export const tokenResponse = z
  .object({
    access_token: accessToken,
    token_type: z
      .string()
      .regex(/^bearer$/i)
      .nullish(),
    expires_in: z.number().int().positive().max(86_400).catch(DEFAULT_LIFETIME_SECONDS),
    refresh_token: refreshTokenText.nullish(),
    scope: scope.nullish().catch(null),
  })
  .transform((response) => ({
    accessToken: response.access_token,
    expiresInSeconds: response.expires_in,
    refreshToken: response.refresh_token || null,
    scopes: response.scope?.split(' ').filter(Boolean) ?? null,
  }));

/** Whether a text can be sent as an access token. */
export function isAccessToken(text: string): boolean {
  return accessToken.safeParse(text).success;
}

/** An error response of a token endpoint (RFC 6749, 5.2). */
const tokenError = z.object({ error: z.string() });

/** The code from the callback of a sign-in, with the parameters of its request. */
export interface AuthorizationCode {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

/**
 * Spotify's token endpoint.
 *
 * @throws the errors of {@link RateLimitedHttp.send} and {@link MisconfiguredError}
 */
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
   * @throws {InvalidGrantError} the code is unknown, used, expired, or of another sign-in
   * @throws {MalformedResponseError} also if there is no refresh token
   */
  async exchange(code: AuthorizationCode): Promise<Tokens & { refreshToken: string }> {
    const tokens = await this.request({
      grant_type: 'authorization_code',
      code: code.code,
      redirect_uri: code.redirectUri,
      code_verifier: code.codeVerifier,
    });
    const { refreshToken } = tokens;
    if (refreshToken === null) throw new MalformedResponseError('token response: refresh_token is missing');
    return { ...tokens, refreshToken };
  }

  /**
   * Requests a new access token.
   *
   * @throws {InvalidGrantError} Spotify refused this refresh token
   */
  refresh(refreshToken: string): Promise<Tokens> {
    return this.request({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  private async request(form: Record<string, string>): Promise<Tokens> {
    const response = await this.http.send('token', this.url, {
      headers: { authorization: this.authorization, accept: 'application/json' },
      form,
    });
    if (response.status === 200) return readJson(tokenResponse, response.body, 'token response');
    // Only `error` counts: descriptions vary, and so does the status of invalid_client.
    const error =
      response.status < 500 ? tokenError.safeParse(parseJson(response.body)).data?.error : undefined;
    if (error === 'invalid_grant') throw new InvalidGrantError();
    if (error === 'invalid_client' || error === 'unauthorized_client') throw new MisconfiguredError();
    throw new UnavailableError(`the token endpoint answered ${response.status}`);
  }
}
