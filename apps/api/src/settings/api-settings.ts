import { publicAddress, redirectUri } from '#runtime';
import type { SpotifyProfile } from '#spotify';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import type { ApiEnvironment } from '../api.env.js';

/** The hosts of Spotify's artwork and profile pictures. */
const SPOTIFY_IMAGES = ['https://*.scdn.co', 'https://*.spotifycdn.com'];

/** The settings of this process and what follows from them. Addresses never come from a request. */
@Injectable()
export class ApiSettings {
  /** The address that people use, without a trailing slash. */
  readonly publicUrl: string;
  /** Whether the public address is https, so that cookies are `Secure`. */
  readonly secure: boolean;
  /**
   * The name of the session cookie and the prefix of all others. `__Host-` requires https; on plain http the name has
   * the port, because all ports of a host share their cookies.
   */
  readonly cookieName: string;
  /** Whether the bundled simulator replaces Spotify. */
  readonly demo: boolean;

  /** The allowed origins of pictures as CSP sources, including the simulator in demo mode. */
  readonly imageOrigins: readonly string[];

  /** Whether a URL is on one of {@link imageOrigins}. */
  readonly isAllowedImage = (url: string): boolean => {
    if (!URL.canParse(url)) return false;
    const { origin, protocol, host, username, password } = new URL(url);
    if (username !== '' || password !== '') return false;
    return this.imageOrigins.some((allowed) => {
      const [scheme, domain = ''] = allowed.split('//*');
      return domain === '' ? origin === allowed : protocol === scheme && host.endsWith(domain);
    });
  };

  constructor(readonly environment: ApiEnvironment) {
    this.publicUrl = publicAddress(environment);
    this.secure = this.publicUrl.startsWith('https:');
    this.cookieName = this.secure ? '__Host-headliner' : `headliner-${new URL(this.publicUrl).port || '80'}`;
    this.demo = environment.DEMO;
    const simulator = this.demo ? [new URL(environment.SPOTIFY_API_URL).origin] : [];
    this.imageOrigins = [...SPOTIFY_IMAGES, ...simulator];
  }

  /** Where Spotify redirects after consent. The Spotify app has to list exactly this URI. */
  get redirectUri(): string {
    return redirectUri(this.publicUrl);
  }

  get signInUrl(): string {
    return `${this.publicUrl}/auth/spotify`;
  }

  /** Leads to Spotify's consent page even after an earlier consent: only a new consent renews a connection. */
  get reconnectUrl(): string {
    return `${this.signInUrl}?reconnect=true`;
  }

  /** Whether a listener may sign in: all may, unless `ALLOWED_LISTENERS` names some. */
  allows({ id, accountId }: Pick<SpotifyProfile, 'id' | 'accountId'>): boolean {
    const allowed = this.environment.ALLOWED_LISTENERS;
    return allowed === undefined || allowed.some((one) => one === id || one === accountId);
  }
}

/** Provides {@link ApiSettings} to every module. */
@Module({})
export class SettingsModule {
  static register(environment: ApiEnvironment): DynamicModule {
    return {
      module: SettingsModule,
      global: true,
      providers: [{ provide: ApiSettings, useValue: new ApiSettings(environment) }],
      exports: [ApiSettings],
    };
  }
}
