export {
  type AccessToken,
  AccessTokenRepository,
  type TokenHolder,
} from './access-tokens/access-token.repository.js';
export { type ArtistImage, type ArtistRecord, isLocalId, searchUrl } from './artists/artist-record.js';
export { type ArtistName, ArtistRepository } from './artists/artist.repository.js';
export { administer } from './connection/administer.js';
export { isDatabaseUnavailable } from './connection/error-codes.js';
export { Database } from './connection/database.js';
export { databaseEnv, keyringEnv } from './database.env.js';
export { DatabaseModule } from './database.module.js';
export * from './errors.js';
export type { Listener, SnapshotFailureReason } from './generated/client.js';
export { AccessTokenScope, GapReason, SnapshotSource, TimeRange } from './generated/enums.js';
export { GrantRepository } from './grants/grant.repository.js';
export { HistoryRepository, type HistoryState } from './histories/history.repository.js';
export { AccountDeletion } from './listeners/account-deletion.js';
export {
  ListenerRepository,
  type SpotifyLink,
  SpotifyLinkRepository,
} from './listeners/listener.repository.js';
export { type SettingsChange, SettingsRepository } from './listeners/settings.repository.js';
export { SignInRepository } from './listeners/sign-in.repository.js';
export { ArtistLinkRepository, type FoundArtist } from './listening-history/artist-link.repository.js';
export {
  ListeningHistoryRepository,
  type StoredReconstruction,
} from './listening-history/listening-history.repository.js';
export { migrate, migrateOrCreate } from './migrations/migrate.js';
export { ensureDatabase } from './migrations/ensure-database.js';
export { type ExportedHistory, ExportRepository } from './portability/export.repository.js';
export { ImportRepository } from './portability/import.repository.js';
export type { AddedLines, ImportedLine, LineBatch } from './portability/staged-lines.js';
export type { ListeningHistorySummary } from './portability/staged-reconstruction.js';
export { ArtistLinkQueue } from './queue/artist-link-queue.js';
export { QueueBoss } from './queue/queue-boss.js';
export { type SnapshotJobData, SnapshotQueue } from './queue/snapshot-queue.js';
export { type Quota, RateLimit, RateLimits } from './rate-limits/rate-limits.js';
export {
  ArtistLinkRateLimiterRepository,
  type RateLimitOptions,
  SignInRateLimiterRepository,
  SpotifyRateLimiterRepository,
} from './rate-limits/spotify-rate-limiter.repository.js';
export { type PendingSignIn, PendingSignInRepository, SessionStore } from './sessions/session-store.js';
export { type OpenShare, type Share, ShareRepository } from './shares/share.repository.js';
export { CoverageRepository, type StoredCoverage } from './snapshots/coverage.repository.js';
export { type Reconstruction, ReconstructionRepository } from './snapshots/reconstruction.repository.js';
export { RetentionRepository } from './snapshots/retention.repository.js';
export { ScheduleRepository } from './snapshots/schedule.repository.js';
export {
  currentDay,
  type ListenerSnapshotState,
  type NewestSnapshot,
  type RangeOutcome,
  SnapshotRepository,
} from './snapshots/snapshot.repository.js';
export { Keyring, loadKeyring } from './tokens/keyring.js';
export { openKeyring } from './tokens/open-keyring.js';
export { giveUpKey, type Reencryption, reencrypt, type UnreadableToken } from './tokens/reencrypt.js';
export { keyIdOf, TokenCipher, type TokenLocation } from './tokens/token-cipher.js';
export {
  type CachedTopList,
  type StoredLists,
  type TopList,
  TopListRepository,
} from './top-lists/top-list.repository.js';
