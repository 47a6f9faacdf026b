import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import { AccountsClient } from './accounts-client.js';
import { ApiClient } from './api-client.js';
import { BoundedHttp } from './bounded-http.js';
import { GrantStore, SpotifyObserver, SpotifyRateLimiter } from './ports.js';
import { RateLimitedHttp } from './rate-limited-http.js';
import { SPOTIFY_ENVIRONMENT, type SpotifyEnvironment } from './spotify.env.js';
import { Spotify, SpotifySignIn } from './spotify.js';

/** The settings of the module, and the implementations of its ports. */
export interface SpotifyModuleOptions {
  readonly environment: SpotifyEnvironment;
  /** The modules that provide `grants` and `rateLimiter`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly grants: Type<GrantStore>;
  readonly rateLimiter: Type<SpotifyRateLimiter>;
  /** Limits the calls that exchange a sign-in's code. Defaults to `rateLimiter`. */
  readonly signInRateLimiter?: Type<SpotifyRateLimiter>;
  /** Observes calls and refreshes. Optional. */
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
          // Has its own clients, since its calls acquire their permits from another limiter.
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
