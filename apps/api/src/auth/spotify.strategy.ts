import { SpotifySignIn, type SpotifyProfile, type Tokens } from '#spotify';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-spotify';
import { ApiSettings } from '../settings/api-settings.js';
import { SignInStateStore } from './sign-in-state.store.js';

/** Top lists need this scope; the profile needs none. */
export const SCOPES = ['user-top-read'];

/** The profile and tokens from a finished sign-in at Spotify. */
export interface SpotifyIdentity {
  readonly profile: SpotifyProfile;
  readonly tokens: Tokens & { readonly refreshToken: string };
}

type TokenCallback = (error: unknown, accessToken?: string, refreshToken?: string, tokens?: unknown) => void;

/**
 * passport-spotify with its two calls to Spotify replaced. Its own have no time limit, crash the process on an answer
 * that is not JSON, drop the granted scopes, and accept a profile without an id.
 */
@Injectable()
export class SpotifyStrategy extends PassportStrategy(Strategy, 'spotify', 5) {
  constructor(
    settings: ApiSettings,
    private readonly spotify: SpotifySignIn,
    states: SignInStateStore,
  ) {
    const { environment } = settings;
    super({
      clientID: environment.SPOTIFY_CLIENT_ID,
      clientSecret: environment.SPOTIFY_CLIENT_SECRET,
      authorizationURL: `${environment.SPOTIFY_ACCOUNTS_URL}/authorize`,
      tokenURL: `${environment.SPOTIFY_ACCOUNTS_URL}/api/token`,
      callbackURL: settings.redirectUri,
      scope: SCOPES,
      pkce: true,
      store: states,
    });
    this._oauth2.getOAuthAccessToken = (code, parameters, done) => this.exchange(code, parameters, done);
  }

  override userProfile(accessToken: string, done: (error: unknown, profile?: unknown) => void): void {
    this.spotify.profileOf(accessToken).then(
      (profile) => done(null, profile),
      (error: unknown) => done(error),
    );
  }

  /** Called by passport with the results of both calls. */
  validate(
    accessToken: string,
    refreshToken: string,
    tokens: Tokens,
    profile: SpotifyProfile,
  ): SpotifyIdentity {
    return { profile, tokens: { ...tokens, accessToken, refreshToken } };
  }

  private exchange(code: string, parameters: Record<string, string>, done: TokenCallback): void {
    const { redirect_uri: redirectUri = '', code_verifier: codeVerifier = '' } = parameters;
    this.spotify.exchange({ code, redirectUri, codeVerifier }).then(
      (tokens) => done(null, tokens.accessToken, tokens.refreshToken, tokens),
      (error: unknown) => done(error),
    );
  }
}
