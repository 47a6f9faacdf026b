import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { AccountsClient } from './accounts/accounts-client.js';
import { ApiClient } from './api/api-client.js';
import { AccessTokens } from './grants/access-tokens.js';
import { GrantStore } from './grants/grant-store.js';
import { BoundedHttp } from './http/bounded-http.js';
import { RateLimitedHttp } from './http/rate-limited-http.js';
import { SpotifyRateLimiter } from './http/spotify-rate-limiter.js';
import { SpotifyObserver } from './observer/spotify-observer.js';
import { SpotifySignIn } from './sign-in.js';
import { Spotify } from './spotify.js';
import { SPOTIFY_ENVIRONMENT, type SpotifyEnvironment } from './spotify.env.js';

/** What this room asks of the house: its settings, a store of grants and a rate limiter. */
export interface SpotifyModuleOptions {
  readonly environment: SpotifyEnvironment;
  /** The modules that provide `grants` and `rateLimiter`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly grants: Type<GrantStore>;
  readonly rateLimiter: Type<SpotifyRateLimiter>;
  /** Limits the calls that exchange a sign-in's code; by default the same. */
  readonly signInRateLimiter?: Type<SpotifyRateLimiter>;
  /** Observes calls and refreshes; provided like the other two. By default there is none. */
  readonly observer?: Type<SpotifyObserver>;
}

/** The shared Spotify module: provides {@link Spotify} and {@link SpotifySignIn}. */
@Module({})
export class SpotifyModule {
  static register({
    environment,
    imports,
    grants,
    rateLimiter,
    signInRateLimiter = rateLimiter,
    observer,
  }: SpotifyModuleOptions): DynamicModule {
    return {
      module: SpotifyModule,
      imports,
      providers: [
        { provide: GrantStore, useExisting: grants },
        { provide: SpotifyRateLimiter, useExisting: rateLimiter },
        observer
          ? { provide: SpotifyObserver, useExisting: observer }
          : { provide: SpotifyObserver, useValue: new SpotifyObserver() },
        { provide: SPOTIFY_ENVIRONMENT, useValue: environment },
        { provide: BoundedHttp, useFactory: () => new BoundedHttp() },
        RateLimitedHttp,
        AccountsClient,
        ApiClient,
        AccessTokens,
        Spotify,
        {
          provide: SpotifySignIn,
          // Its calls acquire their permits elsewhere, so that it has clients of its own.
          useFactory: (
            ownLimiter: SpotifyRateLimiter,
            http: BoundedHttp,
            api: ApiClient,
            ownObserver: SpotifyObserver,
          ) => {
            const limited = new RateLimitedHttp(http, ownLimiter, ownObserver);
            return new SpotifySignIn(new AccountsClient(limited, environment), api, ownLimiter);
          },
          inject: [signInRateLimiter, BoundedHttp, ApiClient, SpotifyObserver],
        },
      ],
      exports: [Spotify, SpotifySignIn],
    };
  }
}
