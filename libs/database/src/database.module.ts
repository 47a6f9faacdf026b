import { type DynamicModule, Module } from '@nestjs/common';
import { AccessTokenRepository } from './access-tokens/access-token.repository.js';
import { ArtistRepository } from './artists/artist.repository.js';
import { schemaOf } from './connection/connection-config.js';
import { createPool, Database } from './connection/database.js';
import {
  ArtistLinkRateLimiterRepository,
  type RateLimitOptions,
  SpotifyRateLimiterRepository,
  SignInRateLimiterRepository,
} from './rate-limits/spotify-rate-limiter.repository.js';
import { GrantRepository } from './grants/grant.repository.js';
import { HistoryRepository } from './histories/history.repository.js';
import { AccountDeletion } from './listeners/account-deletion.js';
import { ListeningHistoryRepository } from './listening-history/listening-history.repository.js';
import { ListenerRepository, SpotifyLinkRepository } from './listeners/listener.repository.js';
import { SettingsRepository } from './listeners/settings.repository.js';
import { SignInRepository } from './listeners/sign-in.repository.js';
import { ExportRepository } from './portability/export.repository.js';
import { ImportRepository } from './portability/import.repository.js';
import { RateLimits } from './rate-limits/rate-limits.js';
import { PendingSignInRepository } from './sessions/session-store.js';
import { ShareRepository } from './shares/share.repository.js';
import { ArtistLinkRepository } from './listening-history/artist-link.repository.js';
import { ArtistLinkQueue } from './queue/artist-link-queue.js';
import { QueueBoss } from './queue/queue-boss.js';
import { SnapshotQueue } from './queue/snapshot-queue.js';
import { CoverageRepository } from './snapshots/coverage.repository.js';
import { ReconstructionRepository } from './snapshots/reconstruction.repository.js';
import { RetentionRepository } from './snapshots/retention.repository.js';
import { ScheduleRepository } from './snapshots/schedule.repository.js';
import { SnapshotRepository } from './snapshots/snapshot.repository.js';
import { TokenCipher } from './tokens/token-cipher.js';
import { TopListRepository } from './top-lists/top-list.repository.js';

export interface DatabaseModuleOptions {
  readonly databaseUrl: string;
  /** The name of this process's connections in PostgreSQL. */
  readonly applicationName: string;
  /** The maximum number of connections. */
  readonly poolSize: number;
  readonly cipher: TokenCipher;
  /** The client ID of the Spotify app whose calls are limited. */
  readonly spotifyClientId: string;
  readonly rateLimit: RateLimitOptions;
  /** Whether this process also retries jobs of dead workers. */
  readonly supervisesQueue?: boolean;
}

const REPOSITORIES = [
  AccessTokenRepository,
  AccountDeletion,
  ArtistLinkRepository,
  ArtistRepository,
  CoverageRepository,
  ExportRepository,
  GrantRepository,
  HistoryRepository,
  ImportRepository,
  ListenerRepository,
  ListeningHistoryRepository,
  PendingSignInRepository,
  RateLimits,
  ReconstructionRepository,
  RetentionRepository,
  ScheduleRepository,
  SettingsRepository,
  ShareRepository,
  SignInRepository,
  SnapshotRepository,
  SpotifyLinkRepository,
  TopListRepository,
];

const RATE_LIMITERS = [
  SpotifyRateLimiterRepository,
  SignInRateLimiterRepository,
  ArtistLinkRateLimiterRepository,
];

/** Provides the database and its repositories. */
@Module({})
export class DatabaseModule {
  static register(options: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        ...REPOSITORIES,
        { provide: TokenCipher, useValue: options.cipher },
        {
          provide: Database,
          useFactory: () =>
            new Database(
              createPool(options.databaseUrl, options.applicationName, options.poolSize),
              schemaOf(options.databaseUrl),
            ),
        },
        {
          provide: QueueBoss,
          useFactory: (database: Database) => new QueueBoss(database, options.supervisesQueue ?? false),
          inject: [Database],
        },
        SnapshotQueue,
        ArtistLinkQueue,
        ...RATE_LIMITERS.map((limiter) => ({
          provide: limiter,
          useFactory: (database: Database) =>
            new limiter(database, options.spotifyClientId, options.rateLimit),
          inject: [Database],
        })),
      ],
      exports: [...REPOSITORIES, ...RATE_LIMITERS, ArtistLinkQueue, Database, SnapshotQueue, TokenCipher],
    };
  }
}
