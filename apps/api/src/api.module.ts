import {
  DatabaseModule,
  Database,
  GrantRepository,
  SpotifyRateLimiterRepository,
  SignInRateLimiterRepository,
  type TokenCipher,
} from '#database';
import { HealthModule, loggingModule, SpotifyCounts, VersionModule } from '#runtime';
import { SpotifyModule } from '#spotify';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { ApiEnvironment } from './api.env.js';
import { AccountModule } from './account/account.module.js';
import { AccessTokensModule } from './access-tokens/access-tokens.module.js';
import { ArtistsModule } from './artists/artists.module.js';
import { AuthModule } from './auth/auth.module.js';
import { ChartsModule } from './charts/charts.module.js';
import { CoverageModule } from './coverage/coverage.module.js';
import { DataPortabilityModule } from './data-portability/data-portability.module.js';
import { DemoModule } from './demo/demo.module.js';
import { GraphiqlModule } from './graphiql/graphiql.module.js';
import { ApiGraphqlModule } from './graphql/graphql.module.js';
import { ListenerSettingsModule } from './listener-settings/listener-settings.module.js';
import { ApiMetricsModule } from './metrics/api-metrics.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { ResponseCacheModule } from './response-cache/response-cache.module.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { SettingsModule } from './settings/api-settings.js';
import { SharesModule } from './shares/shares.module.js';
import { SnapshotsModule } from './snapshots/snapshots.module.js';
import { TopArtistsModule } from './top-artists/top-artists.module.js';
import { ViewerModule } from './viewer/viewer.module.js';
import { WebModule } from './web/web.module.js';

/** The GraphQL service: all features, configured for one environment. */
@Module({})
export class ApiModule {
  static register(environment: ApiEnvironment, cipher: TokenCipher): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        loggingModule('api', environment.LOG_LEVEL),
        SettingsModule.register(environment),
        DatabaseModule.register({
          databaseUrl: environment.DATABASE_URL,
          applicationName: 'headliner-api',
          poolSize: environment.DATABASE_POOL_SIZE,
          cipher,
          spotifyClientId: environment.SPOTIFY_CLIENT_ID,
          // Requests do not wait for a permit: without one they get the newest stored list.
          rateLimit: { callsPer30Seconds: environment.SPOTIFY_REQUESTS_PER_30S, maxWaitMs: 0 },
        }),
        {
          ...SpotifyModule.register({
            environment,
            imports: [],
            grants: GrantRepository,
            rateLimiter: SpotifyRateLimiterRepository,
            signInRateLimiter: SignInRateLimiterRepository,
            observer: SpotifyCounts,
          }),
          global: true,
        },
        HealthModule.register(Database),
        VersionModule,
        ApiMetricsModule.register(environment),
        AuthModule,
        ApiGraphqlModule,
        ResponseCacheModule,
        ViewerModule,
        AccessTokensModule,
        AccountModule,
        PrivacyModule,
        TopArtistsModule,
        ChartsModule,
        ArtistsModule,
        CoverageModule,
        SharesModule,
        SnapshotsModule,
        ListenerSettingsModule,
        DataPortabilityModule,
        GraphiqlModule,
        WebModule,
        ...(environment.DEMO ? [DemoModule] : []),
      ],
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
    };
  }
}
