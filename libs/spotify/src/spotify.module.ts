import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { AccountsClient } from './accounts/accounts-client.js';
import { ApiClient } from './api/api-client.js';
import { AccessTokens } from './grants/access-tokens.js';
import { GrantStore } from './grants/grant-store.js';
import { BoundedHttp } from './http/bounded-http.js';
import { GatedHttp } from './http/gated-http.js';
import { RateGate } from './http/rate-gate.js';
import { SpotifyObserver } from './observer/spotify-observer.js';
import { SpotifySignIn } from './sign-in.js';
import { Spotify } from './spotify.js';
import type { SpotifyEnvironment } from './spotify.env.js';

/** What this room asks of the house: its settings, and where grants and the gate are kept. */
export interface SpotifyModuleOptions {
  readonly environment: SpotifyEnvironment;
  /** The modules that provide `grants` and `gate`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly grants: Type<GrantStore>;
  readonly gate: Type<RateGate>;
  /** The gate before the calls that exchange a sign-in's code; by default the same. */
  readonly signInGate?: Type<RateGate>;
  /** Who is told of calls and refreshes; provided like the other two. By default nobody is. */
  readonly observer?: Type<SpotifyObserver>;
}

/** The shared Spotify module: provides {@link Spotify} and {@link SpotifySignIn}. */
@Module({})
export class SpotifyModule {
  static register({
    environment,
    imports,
    grants,
    gate,
    signInGate = gate,
    observer,
  }: SpotifyModuleOptions): DynamicModule {
    return {
      module: SpotifyModule,
      imports,
      providers: [
        { provide: GrantStore, useExisting: grants },
        { provide: RateGate, useExisting: gate },
        observer
          ? { provide: SpotifyObserver, useExisting: observer }
          : { provide: SpotifyObserver, useValue: new SpotifyObserver() },
        {
          provide: GatedHttp,
          useFactory: (rateGate: RateGate, told: SpotifyObserver) =>
            new GatedHttp(new BoundedHttp(), rateGate, told),
          inject: [RateGate, SpotifyObserver],
        },
        {
          provide: AccountsClient,
          useFactory: (http: GatedHttp) => new AccountsClient(http, environment),
          inject: [GatedHttp],
        },
        {
          provide: ApiClient,
          useFactory: (http: GatedHttp) => new ApiClient(http, environment),
          inject: [GatedHttp],
        },
        {
          provide: AccessTokens,
          useFactory: (store: GrantStore, accounts: AccountsClient, told: SpotifyObserver) =>
            new AccessTokens(store, accounts, told),
          inject: [GrantStore, AccountsClient, SpotifyObserver],
        },
        {
          provide: Spotify,
          useFactory: (tokens: AccessTokens, api: ApiClient, store: GrantStore) =>
            new Spotify(tokens, api, store),
          inject: [AccessTokens, ApiClient, GrantStore],
        },
        {
          provide: SpotifySignIn,
          useFactory: (ownGate: RateGate, api: ApiClient, told: SpotifyObserver) => {
            const http = new GatedHttp(new BoundedHttp(), ownGate, told);
            return new SpotifySignIn(new AccountsClient(http, environment), api, ownGate);
          },
          inject: [signInGate, ApiClient, SpotifyObserver],
        },
      ],
      exports: [Spotify, SpotifySignIn],
    };
  }
}
