export {
  type AccessToken,
  AccessTokenRepository,
  type NewAccessToken,
  type TokenHolder,
} from './access-tokens/access-token.repository.js';
export type { ArtistRecord } from './artists/artist-record.js';
export { ArtistRepository, type FoundArtist } from './artists/artist.repository.js';
export { administer } from './connection/administer.js';
export { isDatabaseAway } from './connection/database-away.js';
export { Database } from './connection/database.js';
export { type DatabaseEnvironment, databaseEnv, keyringEnv } from './database.env.js';
export { DatabaseModule, type DatabaseModuleOptions } from './database.module.js';
export {
  type RateLimitOptions,
  SpotifyRateLimiterRepository,
} from './rate-limits/spotify-rate-limiter.repository.js';
export { SignInRateLimiterRepository } from './rate-limits/sign-in-rate-limiter.repository.js';
export type { AccessTokenScope, Listener, SnapshotFailureReason, TimeRange } from './generated/client.js';
export * from './errors.js';
export { GrantRepository } from './grants/grant.repository.js';
export { openKeyring } from './keys/open-keyring.js';
export { giveUpKey, type Reencryption, reencrypt } from './keys/reencrypt.js';
export { HistoryRepository, type HistoryState } from './histories/history.repository.js';
export { AccountDeletion } from './listeners/account-deletion.js';
export {
  type Connection,
  ConnectionRepository,
  type ConnectionStatus,
} from './listeners/connection.repository.js';
export { ListenerRepository } from './listeners/listener.repository.js';
export { type SettingsChange, SettingsRepository } from './listeners/settings.repository.js';
export { type Quota, RateLimit, RateLimits } from './rate-limits/rate-limits.js';
export { type SignIn, SignInRepository } from './listeners/sign-in.repository.js';
export * from './migrations/index.js';
export { ExportRepository, type HistoryReading } from './portability/export.repository.js';
export { ImportRepository } from './portability/import.repository.js';
export type { AddedLines, ImportedLine, LineBatch } from './portability/imported-line.js';
export {
  type QueueDepth,
  type SnapshotHandler,
  type SnapshotJobData,
  SnapshotQueue,
} from './queue/snapshot-queue.js';
export { type PendingSignIn, PendingSignInRepository } from './sessions/pending-sign-in.repository.js';
export { createSessionStore } from './sessions/session-store.js';
export { CoverageRepository, type StoredCoverage } from './snapshots/coverage.repository.js';
export { RetentionRepository } from './snapshots/retention.repository.js';
export { ScheduleRepository } from './snapshots/schedule.repository.js';
export { type RangeOutcome, SnapshotOutcomeRepository } from './snapshots/snapshot-outcome.repository.js';
export {
  type ListenerSnapshotState,
  type NewestSnapshot,
  SnapshotRepository,
} from './snapshots/snapshot.repository.js';
export * from './tokens/index.js';
export { type StoredLists, type TopList, TopListRepository } from './top-lists/top-list.repository.js';
