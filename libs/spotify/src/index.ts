export type { TopArtists } from './api-client.js';
export {
  InvalidGrantError,
  isSpotifyFailure,
  MalformedResponseError,
  type Misconfiguration,
  MisconfiguredError,
  type MissingPermission,
  NotPermittedError,
  RateLimitedError,
  ReauthorizationRequiredError,
  SpotifyError,
  type SpotifyFailure,
  UnavailableError,
} from './errors.js';
export {
  type Cooldown,
  type CooldownReason,
  type Endpoint,
  type Grant,
  SpotifyRateLimiter,
  type Tokens,
} from './ports.js';
export type { SpotifyArtist, SpotifyProfile, SpotifyTrack, TimeRange } from './schemas.js';
export { spotifyEnv } from './spotify.env.js';
export { Spotify, SpotifySignIn } from './spotify.js';
export { SpotifyModule } from './spotify.module.js';
