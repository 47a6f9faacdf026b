import {
  ArtistLinkRateLimiterRepository,
  Database,
  DatabaseModule,
  GrantRepository,
  SpotifyRateLimiterRepository,
  type TokenCipher,
} from '#database';
import { HealthModule, loggingModule, SpotifyCounts } from '#runtime';
import { SpotifyModule } from '#spotify';
import { type DynamicModule, Module } from '@nestjs/common';
import { ArtistLinksModule } from './artist-links/artist-links.module.js';
import { WorkerMetricsModule } from './metrics/worker-metrics.module.js';
import { SnapshotsModule } from './snapshots/snapshots.module.js';
import type { WorkerEnvironment } from './worker.env.js';

/** The root module of the worker. */
@Module({})
export class WorkerModule {
  static register(environment: WorkerEnvironment, cipher: TokenCipher): DynamicModule {
    const metrics = WorkerMetricsModule.register(environment);
    const options = { environment, imports: [metrics], grants: GrantRepository, observer: SpotifyCounts };
    const spotify = SpotifyModule.register({ ...options, rateLimiter: SpotifyRateLimiterRepository });
    // Artists are linked only while all calls use less than half of the worker's limit.
    const spotifyForLinks = SpotifyModule.register({
      ...options,
      rateLimiter: ArtistLinkRateLimiterRepository,
    });
    return {
      module: WorkerModule,
      imports: [
        loggingModule('worker', environment.LOG_LEVEL),
        DatabaseModule.register({
          databaseUrl: environment.DATABASE_URL,
          applicationName: 'headliner-worker',
          poolSize: environment.DATABASE_POOL_SIZE,
          cipher,
          spotifyClientId: environment.SPOTIFY_CLIENT_ID,
          supervisesQueue: true,
          // Leaves a fifth of the limit to the API. A call waits for a permit for up to four windows of 30 seconds.
          rateLimit: {
            callsPer30Seconds: Math.max(1, Math.floor(environment.SPOTIFY_REQUESTS_PER_30S * 0.8)),
            maxWaitMs: 120_000,
            batchMs: 25,
          },
        }),
        SnapshotsModule.register({ environment, imports: [spotify, metrics] }),
        ArtistLinksModule.register({ environment, imports: [spotifyForLinks, metrics] }),
        HealthModule.register(Database),
      ],
    };
  }
}
