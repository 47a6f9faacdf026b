import { InvalidGrantError } from '../errors/invalid-grant.error.js';
import { MalformedAnswerError } from '../errors/malformed-answer.error.js';
import { MisconfiguredError } from '../errors/misconfigured.error.js';
import { UnavailableError } from '../errors/unavailable.error.js';
import type { GatedHttp } from '../http/gated-http.js';
import { parseJson, readJson } from '../http/json.js';
import type { SpotifyEnvironment } from '../spotify.env.js';
import { type Tokens, tokenAnswer, tokenError } from './token.schema.js';

/** What a listener brought back from Spotify's consent page, and what it was asked for with. */
export interface AuthorizationCode {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

/** Spotify's token endpoint. Every method may throw the errors of {@link GatedHttp.send} and {@link MisconfiguredError}. */
export class AccountsClient {
  private readonly url: URL;
  private readonly authorization: string;

  constructor(
    private readonly http: GatedHttp,
    environment: SpotifyEnvironment,
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
